using System.Text.Json;
using TorchTss.Checkpoints;
using TorchTss.Runtime;
using TorchTss.Schedules;
using TorchTss.Schedules.Grids;
using static TorchSharp.torch;

namespace TorchTss.Verification.Modules;

/// <summary>k-diffusion's noise schedules with their trailing 0, and its two ways from σ to a timestep and back.</summary>
[Named("kdiffusion.schedules", "k-diffusion's karras, exponential, polyexponential, vp and discrete schedules; σ to t and back")]
internal sealed class KDiffusionSchedules : IFixtureModule
{
    public IReadOnlyDictionary<string, Tensor> Run(FixtureCase fixture, nn.Module? module)
    {
        fixture.Config.Ignore("discrete");                              // describes the table of every Stable Diffusion model
        var (lowest, highest) = (fixture.Config.Number("sigma_min", 0), fixture.Config.Number("sigma_max", 0));
        var table = NoiseTable.ScaledLinear();
        var outputs = new Dictionary<string, Tensor>();
        foreach (var one in fixture.Call.Value("cases")?.EnumerateArray() ?? default)
        {
            var name = one.GetProperty("name").GetString()!;
            outputs[name] = tensor([.. Sigmas(name, Arguments(fixture, one.GetProperty("args")), table, highest, lowest), 0.0]);
        }
        if (fixture.OptionalInput("sigma") is { } sigma)
        {
            double[] times = [.. sigma.to_type(ScalarType.Float64).data<double>().Select(table.TimestepOf)];
            outputs["sigma_to_t"] = tensor(times);
            outputs["sigma_to_t.quantized"] = tensor(Array.ConvertAll(times, t => (long)Math.Ceiling(t - 0.5)));      // nearest in ln σ
        }
        if (fixture.OptionalInput("t") is { } time) outputs["t_to_sigma"] = table.SigmaAt(time.to_type(ScalarType.Float64));
        return outputs;
    }

    private static IEnumerable<double> Sigmas(string name, ConfigReader arguments, NoiseTable table, double highest, double lowest)
    {
        var n = arguments.RequiredCount("n");
        (highest, lowest) = (arguments.Number("sigma_max", highest), arguments.Number("sigma_min", lowest));
        return name.Split('.')[0] switch
        {
            "karras" => Each(k => KarrasGrid.Sigma(highest, lowest, k, n, arguments.Number("rho", 7))),
            "exponential" => Each(k => ExponentialSigmaGrid.Sigma(highest, lowest, k, n)),
            "polyexponential" => Each(k => PolyexponentialGrid.Sigma(highest, lowest, k, n, arguments.Number("rho", 1))),
            "vp" => Each(k => VpGrid.Sigma(Time(k), arguments.Number("beta_d", 19.9), arguments.Number("beta_min", 0.1))),
            "discrete" => new DiscreteGrid().Values(table, n).Select(table.SigmaAt),
            var other => throw new UserException($"call.cases: {other} is no schedule that this build knows"),
        };

        double Time(int k) => 1 + SigmaSteps.Way(k, n) * (arguments.Number("eps_s", 1e-3) - 1);
        IEnumerable<double> Each(Func<int, double> sigma) => Enumerable.Range(0, n).Select(sigma);
    }

    private static ConfigReader Arguments(FixtureCase fixture, JsonElement values) =>
        new(values, $"{fixture.Name}: call.cases.args.", "this build cannot run the case", "correct the case");
}
