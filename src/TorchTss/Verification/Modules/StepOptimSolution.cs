using TorchTss.Runtime;
using TorchTss.Schedules.StepOptim;
using static TorchSharp.torch;

namespace TorchTss.Verification.Modules;

/// <summary>The steps that minimise the bound, from a named start; <c>_origin</c> is the start itself.</summary>
[Named("dmnonuniform.StepOptim.solution", "StepOptim's optimised steps where the official solver reaches the minimum (Xue et al. 2024)")]
internal sealed class StepOptimSolution : IFixtureModule
{
    public IReadOnlyDictionary<string, Tensor> Run(FixtureCase fixture, nn.Module? module)
    {
        var (time, epsilon) = (StepOptimCase.Time(fixture.Config), fixture.Config.Number("eps", 1e-3));
        return fixture.Outputs.ToDictionary(output => output, output =>
        {
            var (quantity, init, steps, trunc, power) = StepOptimCase.Parse(fixture, output);
            var start = StartingSteps.Of(Start(fixture, init), time, steps, epsilon);
            var objective = new StepObjective(trunc, power);
            var (lambda, value) = StartingSteps.IsFinal(Start(fixture, init)) ? (start, objective.Of(start)) : StepMinimum.Find(objective, start);
            return quantity switch
            {
                "t" => tensor([.. lambda.Select(time.TimeOf)]),
                "obj" => tensor(value),
                _ => tensor(lambda),
            };
        });
    }

    private static StepStart Start(FixtureCase fixture, string name) =>
        Enum.TryParse<StepStart>(name.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var start) ? start
            : throw new UserException($"{fixture.Folder}: '{name}' is no start of the optimisation that this build knows");
}
