using System.Text.Json;
using TorchSharp;
using TorchTss.Networks;
using TorchTss.Runtime;

namespace TorchTss.Verification.Modules;

/// <summary>The inputs that cases of the supir family have in common.</summary>
internal static class SupirInputs
{
    /// <summary><c>call.level_map</c>.</summary>
    public static ILevelMap LevelMap(this FixtureCase fixture) =>
        Catalog<ILevelMap>.Create(fixture.Call.Text("level_map") ?? "area", "call.level_map");

    /// <summary><c>in.timesteps</c>: a number per batch item [B] or a map [B, h, w], reduced as <c>call.level_map</c> says.</summary>
    public static TimestepLevels SupirTimesteps(this FixtureCase fixture, torch.Tensor x, int levels) =>
        new TimestepMap(fixture.Input("timesteps"), fixture.LevelMap()).Levels(x.size(2), x.size(3), levels, x.device);

    /// <summary><c>call.control_scale</c>: a number, 1 when absent, or the name of an input that is a map.</summary>
    public static torch.Tensor ControlScale(this FixtureCase fixture, torch.nn.Module network) =>
        fixture.Call.Value("control_scale") is { ValueKind: JsonValueKind.String } name
            ? fixture.Input(name.GetString()!["in.".Length..], network)
            : Networks.Supir.ControlScale.Of(fixture.Call.Number("control_scale", 1));

    /// <summary>What inner modules answer during <paramref name="run"/>, by path.</summary>
    public static IReadOnlyDictionary<string, torch.Tensor> Tapped(torch.nn.Module network, IEnumerable<string> paths, Action run)
    {
        using var tap = new ForwardTap(network, paths);
        run();
        return tap.Outputs.ToDictionary(o => o.Key, o => o.Value.clone());
    }
}
