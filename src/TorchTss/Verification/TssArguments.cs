using System.Text.Json;
using TorchTss.Checkpoints;
using TorchTss.Runtime;
using TorchTss.Schedules;

namespace TorchTss.Verification;

/// <summary>Settings of the sampling strategy as cases spell them: the names of the command line with underscores.</summary>
internal static class TssArguments
{
    private static readonly TssSettings _usual = new();

    /// <summary>What does not depend on TDS or SDS.</summary>
    public static TssSettings Common(ConfigReader call) => new()
    {
        LevelMap = call.Text("level_map") ?? _usual.LevelMap,
        BaseGrid = call.Text("base_grid") ?? _usual.BaseGrid,
        Warp = call.Text("warp") ?? _usual.Warp,
        VarianceWindow = call.Count("variance_window", _usual.VarianceWindow),
        VarianceSigma = call.OptionalNumber("variance_sigma"),
        Rounding = call.Name("timestep_rounding", "host", "host", "nearest", "floor", "none", "nearest-even") switch
        {
            "nearest" => TimestepRounding.Nearest,
            "floor" => TimestepRounding.Floor,
            "none" => TimestepRounding.None,
            "nearest-even" => TimestepRounding.NearestEven,
            _ => TimestepRounding.Host,
        },
    };

    /// <summary>The settings of <c>call.tss</c>, an object with <c>mode</c>, <c>n</c>, <c>a</c> and some of the names above; null: plain.</summary>
    public static TssSettings Strategy(ConfigReader call, string where)
    {
        var plain = Common(call);
        if (call.Value("tss") is not { } given) return plain;
        var tss = new ConfigReader(given, $"{where}: call.tss.", "this build cannot run the case", "correct the case");
        var both = plain with
        {
            Warp = tss.Text("warp") ?? plain.Warp,
            BaseGrid = tss.Text("base_grid") ?? plain.BaseGrid,
            LevelMap = tss.Text("level_map") ?? plain.LevelMap,
        };
        var strategy = tss.Name("mode", "", "tds", "sds", "tss") switch
        {
            "tds" => both with { Tds = true, N = tss.OptionalNumber("n"), A = tss.OptionalNumber("a") },
            "" => throw tss.Refusal("mode", "is missing, expected tds, sds or tss"),
            var mode => both with { Tds = mode == "tss", Sds = true, NRange = Pair(tss, "n", where), ARange = Pair(tss, "a", where) },
        };
        return tss.Unread.FirstOrDefault() is { } first ? throw tss.Refusal(first, "is not read") : strategy;
    }

    /// <summary>A pair of numbers: at v = 0 and at v = 1.</summary>
    /// <exception cref="UserException">Anything else.</exception>
    public static ValueRange Range(JsonElement pair, string where) =>
        pair.ValueKind == JsonValueKind.Array && pair.GetArrayLength() == 2 && pair.EnumerateArray().All(e => e.ValueKind == JsonValueKind.Number)
            ? new ValueRange(pair[0].GetDouble(), pair[1].GetDouble())
            : throw new UserException($"{where} is {pair.GetRawText()}, expected two numbers; correct the case");

    private static ValueRange? Pair(ConfigReader tss, string key, string where) =>
        tss.Value(key) is { } pair ? Range(pair, $"{where}: call.tss.{key}") : null;
}
