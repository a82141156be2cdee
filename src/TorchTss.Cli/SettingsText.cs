using System.Globalization;
using TorchTss.Schedules;

namespace TorchTss.Cli;

/// <summary>Settings as people read them.</summary>
internal static class SettingsText
{
    /// <summary>The sampling strategy in a few words: "TDS+SDS: polynomial, n 1–2, a 0.4–0.6 on the host grid".</summary>
    public static string Strategy(RunSettings resolved)
    {
        var tss = resolved.Tss;
        var (n, a) = (tss.NRange!.Value, tss.ARange!.Value);
        var grid = $"on the {tss.BaseGrid} grid";
        return (tss.Tds, tss.Sds) switch
        {
            (false, false) => $"plain {grid}",
            (true, false) => string.Create(CultureInfo.InvariantCulture,
                $"TDS: {tss.Warp}, n {tss.N ?? n.Middle:0.###}, a {tss.A ?? a.Middle:0.###} {grid}"),
            (true, true) => $"TDS+SDS: {tss.Warp}, n {Span(n)}, a {Span(a)} {grid}",
            (false, true) => $"SDS: {tss.Warp}, n {Span(n with { Minimum = 1 })}, a {Span(a)} {grid}",
        };
    }

    /// <summary>"128x128 -> 512x512", and where the networks work at another size "300x200 -> 1536x1024 -> 1200x800".</summary>
    public static string Sizes(RunResult result)
    {
        var (input, working, output) = (result.Frame.Input, result.Frame.Upsampled, result.Image);
        var between = (working.Width, working.Height) == (output.Width, output.Height) ? "" : $" -> {working.Width}x{working.Height}";
        return $"{input.Width}x{input.Height}{between} -> {output.Width}x{output.Height}";
    }

    /// <summary>"7 steps", "1 step".</summary>
    public static string Steps(RunSettings resolved) => $"{resolved.Steps} {(resolved.Steps == 1 ? "step" : "steps")}";

    /// <summary>A timestep map's range: "571", "420–603".</summary>
    public static string Timesteps(double minimum, double maximum) =>
        minimum == maximum ? Number(minimum) : $"{Number(minimum)}–{Number(maximum)}";

    private static string Span(ValueRange range) => string.Create(CultureInfo.InvariantCulture, $"{range.Minimum:0.###}–{range.Maximum:0.###}");

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
