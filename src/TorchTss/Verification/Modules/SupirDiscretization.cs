using TorchTss.Checkpoints;
using TorchTss.Runtime;
using TorchTss.Schedules;
using TorchTss.Schedules.Grids;
using static TorchSharp.torch;

namespace TorchTss.Verification.Modules;

/// <summary>SUPIR's table of σ and its N-step schedules.</summary>
[Named("supir.LegacyDDPMDiscretization", "SUPIR's sigma table and N-step schedules (sgm)")]
internal sealed class SupirDiscretization : IFixtureModule
{
    public IReadOnlyDictionary<string, Tensor> Run(FixtureCase fixture, nn.Module? module)
    {
        var table = Table(fixture.Config);
        fixture.Call.Only("do_append_zero", true);
        fixture.Call.Only("flip", false);
        var outputs = new Dictionary<string, Tensor> { ["table"] = tensor(table.Sigmas.ToArray(), float32) };
        foreach (var n in fixture.Call.List("n"))
        {
            using var schedule = SpatialSchedule.Build(table, new LegacyDdpmGrid(), new TssSettings(), new(1, 1), new(0.5, 0.5), n, null);
            outputs[$"sigmas.{n}"] = cat([.. schedule.Steps.Select(s => s.From.Sigma.flatten()), zeros(1, float64)]).to(float32);
            outputs[$"timesteps.{n}"] = cat([.. schedule.Steps.Select(s => s.From.Timestep.flatten())]).to(int64);
        }
        return outputs;
    }

    /// <summary>The table of sgm's arguments.</summary>
    internal static NoiseTable Table(ConfigReader config) => NoiseTable.ScaledLinear(
        config.Number("linear_start", 0.00085), config.Number("linear_end", 0.012), config.Count("num_timesteps", 1000));
}
