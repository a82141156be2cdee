using System.Globalization;
using TorchTss.Experiments.Frequency;
using TorchTss.Reports.Tables;

namespace TorchTss.Reports.Charts;

/// <summary>Results of few steps against that of the long uniform run (the paper's Fig. 7): how near by band, and how much nearer than uniform steps
/// come.</summary>
internal static class AcrossCharts
{
    private const string Steps = "steps N", Results = "results of few steps";

    /// <summary>A chart per band, and one of the differences where there is something to compare with.</summary>
    public static IReadOnlyList<LineChart> Of(IReadOnlyList<AcrossComparison> across)
    {
        var (strategies, bands) = (Strategies(across), across.Select(c => c.Band).Distinct().ToArray());
        return
        [
            .. bands.Select(b => Nearness($"{Sentence.Begun(b)} band: SNR", Band(b), strategies)).OfType<LineChart>(),
            .. bands.Select(b => Gain($"{Sentence.Begun(b)} band: gain on uniform", Band(b), strategies)).OfType<LineChart>(),
        ];

        AcrossComparison[] Band(string band) => [.. across.Where(c => c.Band == band).OrderBy(c => c.Steps)];
    }

    /// <summary>The lines.</summary>
    public static IReadOnlyList<string> Strategies(IEnumerable<AcrossComparison> across) => [.. across.Select(c => c.Strategy).Distinct()];

    private static LineChart? Nearness(string title, AcrossComparison[] some, IReadOnlyList<string> strategies)
    {
        var text = new LineChartText(title, Steps, "SNR (dB)", 2) { About = Results, Arrow = "↑", Direction = "higher is nearer" };
        return LineChart.Of(
            text,
            Lines(some, strategies, c => new Estimate(c.SnrDb, OfSets: false)),
            new ChartNumbers(["strategy", "N", text.Y, "interval", "noise (grey levels)"], Rows(some, strategies, c =>
            {
                var snr = new Estimate(c.SnrDb, OfSets: false);
                return [snr.Text(text.Decimals), snr.Range(text.Decimals), Number.Fixed(c.Noise, 3)];
            })));
    }

    private static LineChart? Gain(string title, AcrossComparison[] some, IReadOnlyList<string> strategies)
    {
        AcrossComparison[] paired = [.. some.Where(c => c.ToUniform is not null)];
        var text = new LineChartText(title, Steps, "difference (dB)", 2)
        {
            About = Results,
            Arrow = "↑",
            Direction = "higher is nearer",
            IsOfDifferences = true,
        };
        return LineChart.Of(
            text,
            Lines(paired, strategies, c => new Estimate(c.ToUniform!.Difference, OfSets: false)),
            new ChartNumbers(["strategy", "N", text.Y, "interval", "nearer : farther", "verdict"], Rows(paired, strategies, c =>
            {
                var gain = new Comparison(new Estimate(c.ToUniform!.Difference, OfSets: false), c.ToUniform);
                return
                [
                    Number.Signed(gain.Difference.Value, text.Decimals), gain.Difference.Range(text.Decimals), gain.Counts,
                    gain.Verdict switch { "better" => "✓ nearer", "worse" => "✗ farther", var other => other },
                ];
            })));
    }

    private static LineSeries[] Lines(AcrossComparison[] some, IReadOnlyList<string> strategies, Func<AcrossComparison, Estimate> estimate) =>
    [
        .. strategies.Select(s => new LineSeries(
            s, [.. some.Where(c => c.Strategy == s).Select(c => new LinePoint(c.Steps, Whole(c.Steps), estimate(c)))])),
    ];

    private static string[][] Rows(AcrossComparison[] some, IReadOnlyList<string> strategies, Func<AcrossComparison, string[]> numbers) =>
        [.. from s in strategies from c in some where c.Strategy == s select (string[])[s, Whole(c.Steps), .. numbers(c)]];

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);
}
