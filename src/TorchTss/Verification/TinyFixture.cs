using System.Text.Json;
using TorchTss.Hosts;
using TorchTss.Hosts.ControlNets;
using TorchTss.Hosts.Tiny;
using TorchTss.Runtime;
using TorchTss.Schedules;

namespace TorchTss.Verification;

/// <summary>The bundled host and its settings as a <c>tiny.*</c> case asks for them.</summary>
internal static class TinyFixture
{
    /// <summary>Opens the bundled weights in float32 on the CPU.</summary>
    public static ControlNetHost Open() => (ControlNetHost)new TinyHostKind().Open(new RunSettings(), Compute.Reference);

    /// <summary>The case's call as settings, with the host's defaults for what it leaves out.</summary>
    public static RunSettings Settings(FixtureCase fixture, HostProfile profile)
    {
        var call = fixture.Call;
        var settings = new RunSettings
        {
            Sampler = call.TryGetProperty("sampler", out var sampler) ? sampler.GetString() : null,
            Steps = call.TryGetProperty("steps", out var steps) ? steps.GetInt32() : null,
            Scale = call.TryGetProperty("scale", out var scale) ? scale.GetDouble() : null,
            ColorFix = call.TryGetProperty("color_fix", out var fix) ? fix.GetString() : null,
            Tss = Strategy(call),
        };
        return settings.Resolve(profile);
    }

    private static TssSettings Strategy(JsonElement call)
    {
        var levelMap = call.TryGetProperty("level_map", out var map) ? map.GetString()! : new TssSettings().LevelMap;
        var grid = call.TryGetProperty("base_grid", out var named) ? named.GetString()! : new TssSettings().BaseGrid;
        var plain = new TssSettings { LevelMap = levelMap, BaseGrid = grid };
        if (!call.TryGetProperty("tss", out var tss) || tss.ValueKind != JsonValueKind.Object) return plain;
        var warp = tss.TryGetProperty("warp", out var function) ? function.GetString()! : plain.Warp;
        return tss.GetProperty("mode").GetString() switch
        {
            "tds" => plain with { Tds = true, Warp = warp, N = Number(tss, "n"), A = Number(tss, "a") },
            "tss" => plain with { Tds = true, Sds = true, Warp = warp, NRange = Range(tss, "n"), ARange = Range(tss, "a") },
            "sds" => plain with { Sds = true, Warp = warp, NRange = Range(tss, "n"), ARange = Range(tss, "a") },
            var mode => throw new UserException($"tss mode '{mode}': expected tds, sds or tss"),
        };
    }

    private static double? Number(JsonElement tss, string name) => tss.TryGetProperty(name, out var value) ? value.GetDouble() : null;

    private static ValueRange? Range(JsonElement tss, string name) =>
        tss.TryGetProperty(name, out var pair) ? new ValueRange(pair[0].GetDouble(), pair[1].GetDouble()) : null;
}
