using TorchTss.Runtime;
using TorchTss.Schedules.StepOptim;
using static TorchSharp.torch;

namespace TorchTss.Verification.Modules;

/// <summary>The error bound of given steps, and their times.</summary>
[Named("dmnonuniform.StepOptim.objective", "StepOptim's error bound of given steps and the times of their λ (Xue et al. 2024)")]
internal sealed class StepOptimObjective : IFixtureModule
{
    public IReadOnlyDictionary<string, Tensor> Run(FixtureCase fixture, nn.Module? module)
    {
        fixture.Call.Ignore("variants");                        // the outputs' names say the same
        fixture.Config.Ignore("eps");                           // the last λ of every input
        var time = StepOptimCase.Time(fixture.Config);
        return fixture.Outputs.ToDictionary(output => output, output =>
        {
            var (quantity, init, steps, trunc, power) = StepOptimCase.Parse(fixture, output);
            double[] lambda = [.. fixture.Input($"lambda.{init}.{steps}").to_type(ScalarType.Float64).data<double>()];
            return quantity switch
            {
                "t" => tensor([.. lambda.Select(time.TimeOf)]),
                "obj" => tensor(new StepObjective(trunc, power).Of(lambda)),
                _ => tensor(lambda),
            };
        });
    }
}
