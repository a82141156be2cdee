using System.Globalization;
using System.Text.Json;
using TorchTss.Runtime;
using TorchTss.Schedules;
using TorchTss.Schedules.Grids;
using TorchTss.Verification.Modules;
using static TorchSharp.torch;

namespace TorchTss.Verification;

/// <summary>Compares a <c>schedules.json</c>, resampled schedules of every grid and function, with this build.</summary>
/// <remarks>Base and real values to 1e-12 relative, indices exactly; at a flagged boundary position one unit in the last place of f may
/// give the neighbouring index.</remarks>
internal static class ScheduleTableCheck
{
    private const double Tolerance = 1e-12;
    private static readonly NoiseTable _table = NoiseTable.ScaledLinear();

    /// <summary>One result per grid and function, in the order of the file.</summary>
    /// <exception cref="UserException">A file that is no schedule table.</exception>
    public static IReadOnlyList<ScheduleTableResult> Run(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path));
            var root = document.RootElement;
            var rows = Rows(root, "schedules").Select(r => (Name: $"{Text(r, "grid")} {Text(r, "function")}", Check: Row(r)))
                .Concat(Rows(root, "spatial").SelectMany(Spatial))
                .Concat(Ddims(root).Select(r => (Name: "stablesr-ddim official", Check: Ddim(r))));
            return [.. rows.GroupBy(r => r.Name).Select(g => new ScheduleTableResult(
                g.Key, g.Count(), g.Max(r => r.Check.Relative), g.Select(r => r.Check.Failure).FirstOrDefault(f => f is not null)))];
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new UserException($"{path}: not a schedule table ({e.Message}); expected the format of schedules.json", e);
        }
    }

    private static (double Relative, string? Failure) Row(JsonElement row)
    {
        var function = Text(row, "function");
        var warp = Number(row, "k") is { } k ? string.Create(CultureInfo.InvariantCulture, $"{function}:k={k:R}") : function;
        return Compare(row, Text(row, "grid"), warp, Number(row, "a") ?? 0.5, Number(row, "n") ?? 1, row.GetProperty("steps").GetInt32());
    }

    private static IEnumerable<(string Name, (double Relative, string? Failure) Check)> Spatial(JsonElement table)
    {
        var (a, n) = (Range(table, "a_range"), Range(table, "n_range"));
        var (grid, steps) = (Text(table, "grid"), table.GetProperty("steps").GetInt32());
        foreach (var row in Rows(table, "rows"))
        {
            var v = row.GetProperty("v").GetDouble();
            yield return ($"spatial {Text(table, "host")} {grid}", Compare(row, grid, "polynomial", At(a, v), At(n, v), steps));
        }
    }

    private static (double Relative, string? Failure) Compare(JsonElement row, string grid, string warp, double a, double n, int steps)
    {
        try
        {
            return Compare(row, TssGrids.Of(grid), TimeWarps.Create(warp), a, n, steps);
        }
        catch (UsageException e)
        {
            return (0, e.Message);
        }
    }

    private static (double Relative, string? Failure) Compare(JsonElement row, IBaseGrid grid, ITimeWarp warp, double a, double n, int steps)
    {
        using var scope = NewDisposeScope();
        var values = grid.Values(_table, steps).ToArray();
        var real = warp.Apply(tensor(values), full(1, a, float64), full(1, n, float64), grid.Top);
        var index = TableIndex.Of(real, grid, TimestepRounding.Host, _table.Count).data<double>().ToArray();
        var reals = real.data<double>().ToArray();
        var boundary = row.TryGetProperty("boundary", out var flagged) ? Numbers(flagged).Select(p => (int)p).ToHashSet() : [];
        var where = string.Create(CultureInfo.InvariantCulture, $"N = {steps}, a = {a}, n = {n}");
        var worst = Math.Max(
            row.TryGetProperty("base", out var bases) ? Difference(values, Numbers(bases)) : 0,
            Difference(reals, Numbers(row.GetProperty("real"))));
        if (Number(row, "T") is { } top && top != grid.Top) return (worst, $"{where}: T is {grid.Top}, expected {top}");
        if (!(worst <= Tolerance))
        {
            return (worst, string.Create(CultureInfo.InvariantCulture, $"{where}: real values differ by {worst:0.0e+00} relative"));
        }
        var expected = Numbers(row.GetProperty("index"));
        for (var i = 0; i < Math.Max(index.Length, expected.Length); i++)
        {
            var allowed = boundary.Contains(i) ? 1 : 0;
            if (Math.Abs(index[i] - expected[i]) > allowed) return (worst, $"{where}: index {i} is {index[i]}, expected {expected[i]}");
        }
        return (worst, null);
    }

    private static (double Relative, string? Failure) Ddim(JsonElement row)
    {
        var steps = row.GetProperty("steps").GetInt32();
        var network = new RespacedGrid().Values(_table, steps);
        var coefficients = OfficialTimesteps.StableSrDdimCoefficients(steps);
        return !network.SequenceEqual(Numbers(row.GetProperty("network"))) ? (0, $"N = {steps}: network timesteps differ")
            : !coefficients.Select(c => (double)c).SequenceEqual(Numbers(row.GetProperty("coefficients")))
                ? (0, $"N = {steps}: coefficient indices differ")
            : (0, null);
    }

    /// <summary>The largest relative difference; infinite for lists of different length.</summary>
    private static double Difference(double[] actual, double[] expected) =>
        actual.Length != expected.Length ? double.PositiveInfinity
        : actual.Zip(expected, (x, y) => x == y ? 0 : Math.Abs(x - y) / Math.Max(Math.Abs(y), 1e-9)).Max();

    private static double At(ValueRange range, double v) => v * (range.Maximum - range.Minimum) + range.Minimum;

    private static ValueRange Range(JsonElement owner, string name) => Numbers(owner.GetProperty(name)) is [var low, var high]
        ? new ValueRange(low, high) : throw new JsonException($"{name} is no pair of numbers");

    private static IEnumerable<JsonElement> Rows(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var rows) ? rows.EnumerateArray() : [];

    private static IEnumerable<JsonElement> Ddims(JsonElement root) =>
        root.TryGetProperty("stablesr_ddim_official", out var table) ? Rows(table, "rows") : [];

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetDouble())];

    private static double? Number(JsonElement owner, string name) => owner.TryGetProperty(name, out var value) ? value.GetDouble() : null;

    private static string Text(JsonElement owner, string name) => owner.GetProperty(name).GetString()!;
}
