using System.Globalization;
using Spectre.Console;
using TorchTss.Experiments.Results;
using TorchTss.Experiments.Statistics;
using TorchTss.Metrics;
using TorchTss.Reports.Data;

namespace TorchTss.Cli;

/// <summary>Means with intervals, and the comparison with the baseline, as text.</summary>
internal static class SummaryTable
{
    private const int Wide = 10_000;        // never wrapped: a terminal or a file does that better

    private const string Seconds = "seconds";

    /// <summary>Our rows, each with the paper's below it where there is one for the same point; the paper's others at the end.</summary>
    public static void Write(ResultsSummary summary, TextWriter to, PaperNote? paper = null)
    {
        var published = paper?.Rows ?? [];
        string[] ours = [.. summary.Metrics.Select(m => m.Name)];
        string[] theirs = [.. published.SelectMany(r => r.Scores.Keys).Distinct().Where(n => n != Seconds && ours.All(o => o.Split(':')[0] != n))];
        var alone = published.Except(summary.Rows.Select(r => paper?.At(r.Axes)).OfType<PaperRow>());
        Write(to, ["setting", .. summary.Metrics.Select(Heading), .. theirs, "s/picture", "pictures"],
            [.. summary.Rows.SelectMany(Rows), .. alone.Select(r => Published(r, $"paper: {Point(r)}"))]);
        if (paper is not null) to.WriteLine($"paper: {paper.Title}: {paper.Note}; these numbers are the paper's, not ours");

        IEnumerable<string[]> Rows(SummaryRow row)
        {
            var scores = summary.Metrics.Select(m => row.Scores.TryGetValue(m.Name, out var mean) ? Score(mean, m) : "-");
            yield return
            [
                row.Group, .. scores, .. theirs.Select(_ => ""), Number(row.Seconds.Mean, 2), row.Pictures.ToString(CultureInfo.InvariantCulture),
            ];
            if (paper?.At(row.Axes) is { } beside) yield return Published(beside, "  paper");
        }

        string[] Published(PaperRow row, string name) => [name, .. ours.Concat(theirs).Append(Seconds).Select(m => Of(row, m)), ""];

        // A paper's "niqe" stands below "niqe:variant=basicsr" too.
        string Of(PaperRow row, string metric) =>
            (row.Scores.GetValueOrDefault(metric) ?? row.Scores.GetValueOrDefault(metric.Split(':')[0]))?.Text ?? "";
        string Point(PaperRow row) => string.Join(" ", row.Axes.Select(a => $"{a.Key}={a.Value}"));
    }

    /// <summary>Every row against its baseline.</summary>
    public static void WriteComparisons(ResultsSummary summary, TextWriter to)
    {
        var compared = summary.Rows.Where(r => r.Comparisons.Count > 0).ToArray();
        if (compared.Length == 0) return;
        to.WriteLine();
        to.WriteLine("against the baseline, picture by picture (difference, 95 % interval, wins-losses; * when the interval excludes 0)");
        ResultMetric[] metrics = [.. summary.Metrics.Where(m => compared.Any(r => r.Comparisons.ContainsKey(m.Name)))];
        Write(to, ["setting", "baseline", .. metrics.Select(Heading)],
            [.. compared.Select(row => (string[])[row.Group, row.Baseline!, .. metrics.Select(m => Difference(row, m))])]);
    }

    /// <summary>Any table.</summary>
    public static void Write(TextWriter to, IReadOnlyList<string> head, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var title in head) table.AddColumn(new TableColumn(Markup.Escape(title)) { NoWrap = true });
        foreach (var row in rows) table.AddRow([.. row.Select(Markup.Escape)]);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(to) });
        console.Profile.Width = Wide;
        console.Write(table);
    }

    /// <summary>A metric with its direction.</summary>
    public static string Heading(ResultMetric metric) => $"{metric.Name} {(metric.Traits.Better == Better.Higher ? "↑" : "↓")}";

    /// <summary>A mean with its interval.</summary>
    public static string Score(Interval mean, ResultMetric metric) => mean.Low == mean.High ? Number(mean.Mean, metric.Traits.Decimals)
        : $"{Number(mean.Mean, metric.Traits.Decimals)} [{Number(mean.Low, metric.Traits.Decimals)}, {Number(mean.High, metric.Traits.Decimals)}]";

    private static string Difference(SummaryRow row, ResultMetric metric) =>
        row.Comparisons.TryGetValue(metric.Name, out var paired) ? Difference(paired, metric) : "-";

    /// <summary>A difference with its interval, wins and losses, and a star when the interval excludes 0.</summary>
    public static string Difference(PairedComparison paired, ResultMetric metric)
    {
        var (d, decimals) = (paired.Difference, metric.Traits.Decimals);
        return $"{Signed(d.Mean, decimals)} [{Signed(d.Low, decimals)}, {Signed(d.High, decimals)}] {paired.Wins}-{paired.Losses}{(paired.Verdict == 0 ? "" : " *")}";
    }

    private static string Number(double value, int decimals) => value.ToString($"F{decimals}", CultureInfo.InvariantCulture);

    // The third part is for what rounds to zero.
    private static string Signed(double value, int decimals)
    {
        var digits = $"0.{new string('0', decimals)}";
        return value.ToString($"+{digits};-{digits};{digits}", CultureInfo.InvariantCulture);
    }
}
