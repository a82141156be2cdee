using System.Globalization;
using Spectre.Console;
using TorchTss.Experiments.Results;
using TorchTss.Experiments.Statistics;
using TorchTss.Metrics;

namespace TorchTss.Cli;

/// <summary>Means with intervals, and the comparison with the baseline, as text.</summary>
internal static class SummaryTable
{
    private const int Wide = 10_000;        // never wrapped: a terminal or a file does that better

    public static void Write(ResultsSummary summary, TextWriter to)
    {
        Write(to, ["setting", .. summary.Metrics.Select(Heading), "s/picture", "pictures"],
        [
            .. summary.Rows.Select(row => (string[])
            [
                row.Group, .. summary.Metrics.Select(m => row.Scores.TryGetValue(m.Name, out var mean) ? Score(mean, m) : "-"),
                Number(row.Seconds.Mean, 2), row.Pictures.ToString(CultureInfo.InvariantCulture),
            ]),
        ]);
        var compared = summary.Rows.Where(r => r.Comparisons.Count > 0).ToArray();
        if (compared.Length == 0) return;
        to.WriteLine();
        to.WriteLine("against the baseline, picture by picture (difference, 95 % interval, wins-losses; * when the interval excludes 0)");
        ResultMetric[] metrics = [.. summary.Metrics.Where(m => compared.Any(r => r.Comparisons.ContainsKey(m.Name)))];
        Write(to, ["setting", "baseline", .. metrics.Select(Heading)],
            [.. compared.Select(row => (string[])[row.Group, row.Baseline!, .. metrics.Select(m => Difference(row, m))])]);
    }

    private static void Write(TextWriter to, IReadOnlyList<string> head, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var title in head) table.AddColumn(new TableColumn(Markup.Escape(title)) { NoWrap = true });
        foreach (var row in rows) table.AddRow([.. row.Select(Markup.Escape)]);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(to) });
        console.Profile.Width = Wide;
        console.Write(table);
    }

    private static string Heading(ResultMetric metric) => $"{metric.Name} {(metric.Traits.Better == Better.Higher ? "↑" : "↓")}";

    private static string Score(Interval mean, ResultMetric metric) => mean.Low == mean.High ? Number(mean.Mean, metric.Traits.Decimals)
        : $"{Number(mean.Mean, metric.Traits.Decimals)} [{Number(mean.Low, metric.Traits.Decimals)}, {Number(mean.High, metric.Traits.Decimals)}]";

    private static string Difference(SummaryRow row, ResultMetric metric)
    {
        if (!row.Comparisons.TryGetValue(metric.Name, out var paired)) return "-";
        var (d, decimals) = (paired.Difference, metric.Traits.Decimals);
        return $"{Signed(d.Mean, decimals)} [{Signed(d.Low, decimals)}, {Signed(d.High, decimals)}] {paired.Wins}-{paired.Losses}{(paired.Verdict == 0 ? "" : " *")}";
    }

    private static string Number(double value, int decimals) => value.ToString($"F{decimals}", CultureInfo.InvariantCulture);

    private static string Signed(double value, int decimals) => value.ToString($"+0.{new string('0', decimals)};-0.{new string('0', decimals)}", CultureInfo.InvariantCulture);
}
