using System.Globalization;
using TorchTss.Experiments.Frequency;
using TorchTss.Experiments.Statistics;
using TorchTss.Reports.Tables;

namespace TorchTss.Reports.Charts;

/// <summary>Followed runs of one N, iteration by iteration (the paper's Fig. 1): a chart per band with a line per strategy; of one strategy a chart
/// with a line per band.</summary>
internal sealed class FrequencyCharts
{
    private const string K = "iteration k";

    private readonly string[] _strategies, _bands;

    private FrequencyCharts(int steps, FrequencyMean[] means)
    {
        _strategies = [.. means.Select(m => m.Strategy).Distinct()];
        _bands = [.. means.Select(m => m.Band).Distinct()];
        Title = _strategies is [var only] ? $"{Number.Count(steps, "step")}, {only}" : Number.Count(steps, "step");
        Legend = ChartLine.Named(_strategies.Length == 1 ? _bands : _strategies);
        Parts = [.. BandFigures.Scopes.Select(scope => Part(scope, [.. means.Where(m => m.Scope == scope)])).OfType<FrequencyPart>()];
        LeavesOutCap = means.Any(IsOwnReference);
    }

    /// <summary>"7 steps".</summary>
    public string Title { get; }

    /// <summary>What the colours mean.</summary>
    public IReadOnlyList<ChartLine> Legend { get; }

    /// <summary>Whole pictures, then the texture classes that there are.</summary>
    public IReadOnlyList<FrequencyPart> Parts { get; }

    /// <summary>Whether last iterations are not drawn because they are what others are compared with.</summary>
    public bool LeavesOutCap { get; }

    /// <summary>By N, few steps first.</summary>
    public static IReadOnlyList<FrequencyCharts> Of(IEnumerable<FrequencyMean> within) =>
        [.. within.GroupBy(m => m.Steps).OrderBy(g => g.Key).Select(g => new FrequencyCharts(g.Key, [.. g])).Where(c => c.Parts.Count > 0)];

    /// <summary>"whole pictures", "smooth texture".</summary>
    public static string Words(string scope) => scope == BandFigures.All ? "whole pictures" : $"{scope} texture";

    private FrequencyPart? Part(string scope, FrequencyMean[] means)
    {
        if (means.Length == 0) return null;
        var about = $"{Title}, {Words(scope)}";
        LineChart?[] charts =
        [
            .. Charts(means, "SNR", new("", K, "SNR (dB)", 2) { About = about, Counts = true },
                m => IsOwnReference(m) ? null : m.SnrDb, m => m.SnrDb),
            .. Charts(means, "change of noise", new("", K, "noise delta (grey levels)", 3) { About = about, Counts = true, IsOfDifferences = true },
                m => m.Delta, m => m.Delta),
        ];
        LineChart[] drawn = [.. charts.OfType<LineChart>()];
        return drawn.Length == 0 ? null : new FrequencyPart(scope, means.Min(m => m.Count), means.Max(m => m.Count), drawn);
    }

    private IEnumerable<LineChart?> Charts(
        FrequencyMean[] means, string quantity, LineChartText text, Func<FrequencyMean, double?> drawn, Func<FrequencyMean, double?> known)
    {
        if (_strategies is [_]) return [Chart($"{Sentence.Begun(quantity)} by band", means, _bands, m => m.Band)];
        return _bands.Select(b => Chart($"{Sentence.Begun(b)} band: {quantity}", [.. means.Where(m => m.Band == b)], _strategies, m => m.Strategy));

        LineChart? Chart(string title, FrequencyMean[] some, string[] lines, Func<FrequencyMean, string> line) => LineChart.Of(
            text with { Title = title },
            [
                .. from l in lines
                   let points = from m in some let y = drawn(m) where line(m) == l && y is not null select Point(m, y.Value)
                   select new LineSeries(l, [.. points]),
            ],
            new ChartNumbers(["line", "k", "t", text.Y], [.. from l in lines from m in some where line(m) == l select Row(l, m, known(m), text)]));
    }

    private static LinePoint Point(FrequencyMean mean, double value) => new(
        mean.K,
        string.Create(CultureInfo.InvariantCulture, $"{mean.K} (t {mean.T:0})"),
        new Estimate(new Interval(value, value, value, 1), OfSets: false));

    private static string[] Row(string line, FrequencyMean mean, double? value, LineChartText text) =>
    [
        line, mean.K.ToString(CultureInfo.InvariantCulture), Number.Fixed(mean.T, 0),
        value is not { } number ? "–" : text.IsOfDifferences ? Number.Signed(number, text.Decimals) : Number.Fixed(number, text.Decimals),
    ];

    // The last step compared with itself: its 100 dB would flatten all else.
    private static bool IsOwnReference(FrequencyMean mean) => mean.K == mean.Steps && mean.SnrDb >= SignalToNoise.Cap;
}

/// <summary>Charts of whole pictures or of one texture class.</summary>
/// <param name="Scope">all, smooth, medium or high.</param>
/// <param name="Fewest">Means are over so many pictures at least.</param>
/// <param name="Most">And at most.</param>
/// <param name="Charts">What is drawn.</param>
internal sealed record FrequencyPart(string Scope, int Fewest, int Most, IReadOnlyList<LineChart> Charts);
