using System.Text.Json;
using TorchTss.Runtime;
using TorchTss.Schedules;
using static TorchSharp.torch;

namespace TorchTss.Verification.Modules;

/// <summary>Timestep maps of every host from a map of v: outputs <c>timestep_map.HOST</c> and <c>timestep_map.HOST.paper</c>.</summary>
[Named("tss.SpatialSchedule", "TSS Eq. 5–7: the timestep map of every iteration, per host and base grid")]
internal sealed class TssSpatialSchedule : IFixtureModule
{
    private const string Output = "timestep_map.", Paper = ".paper";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Tensor> Run(FixtureCase fixture, nn.Module? module) =>
        fixture.Outputs
            .Where(o => o.StartsWith(Output, StringComparison.Ordinal))
            .ToDictionary(output => output, output => Maps(fixture, output[Output.Length..]));

    private static Tensor Maps(FixtureCase fixture, string key)
    {
        using var scope = NewDisposeScope();
        var host = key.EndsWith(Paper, StringComparison.Ordinal) ? key[..^Paper.Length] : key;
        var v = fixture.Input("v");
        var size = new[] { v.size(-2), v.size(-1) };
        var tss = TssArguments.Common(fixture.Call) with { Tds = true, Sds = true };
        using var schedule = SpatialSchedule.Build(
            NoiseTable.ScaledLinear(), TssGrids.Of(host == key ? host : "paper"), tss,
            Range(fixture, "n_range", host), Range(fixture, "a_range", host),
            fixture.Call.RequiredCount("num_inference_steps"), v.view(1, 1, size[0], size[1]));
        var maps = stack(schedule.Steps.Select(s => s.From.Timestep[0, 0].expand(size)));
        return (tss.Rounding == TimestepRounding.None ? maps : maps.to_type(ScalarType.Int64)).MoveToOuterDisposeScope();
    }

    private static ValueRange Range(FixtureCase fixture, string name, string host) =>
        fixture.Config.Value(name) is { ValueKind: JsonValueKind.Object } hosts && hosts.TryGetProperty(host, out var pair)
            ? TssArguments.Range(pair, $"{fixture.Name}: config.{name}.{host}")
            : throw new UserException($"{fixture.Name}: config.{name} says nothing of {host}; correct the case");
}
