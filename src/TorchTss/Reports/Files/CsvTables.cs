using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using TorchTss.Reports.Data;
using TorchTss.Reports.Tables;
using TorchTss.Runtime;

namespace TorchTss.Reports.Files;

/// <summary>The tables of a report for other programs: every digit, a point for decimals, one header line.</summary>
internal static class CsvTables
{
    /// <summary>Writes <c>results.csv</c>, <c>comparisons.csv</c>, <c>scores.csv</c> and, of published numbers, <c>paper.csv</c>.</summary>
    /// <param name="report">What they are made from.</param>
    /// <param name="folder">Exists; files in it are replaced.</param>
    /// <returns>The paths.</returns>
    public static IReadOnlyList<string> Write(ReportContext report, string folder)
    {
        (string Name, IEnumerable<IEnumerable<string>> Lines)[] tables =
        [
            ("results.csv", Results(report)),
            ("comparisons.csv", Comparisons(report)),
            ("scores.csv", Scores(report)),
            .. report.Data.Paper is { } paper ? new[] { ("paper.csv", Paper(report.Data, paper)) } : [],
        ];
        foreach (var (name, lines) in tables) AtomicFile.Write(Path.Combine(folder, name), stream => Write(stream, lines));
        return [.. tables.Select(t => Path.Combine(folder, t.Name))];
    }

    private static void Write(Stream stream, IEnumerable<IEnumerable<string>> lines)
    {
        using var text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        using var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" });
        foreach (var line in lines)
        {
            foreach (var field in line) csv.WriteField(field);
            csv.NextRecord();
        }
    }

    private static IEnumerable<IEnumerable<string>> Results(ReportContext report)
    {
        var (data, table) = (report.Data, report.Results);
        MetricColumn[] columns = [.. table.Columns.Where(c => !c.OnlyPaper)];
        yield return
        [
            .. data.Axes, "pictures", "runs", "seconds", "seconds low", "seconds high", "seconds per step",
            .. columns.SelectMany(c => new[] { c.Name, $"{c.Name} low", $"{c.Name} high", $"{c.Name} pictures" }),
        ];
        foreach (var row in table.Rows)
        {
            yield return
            [
                .. data.Axes.Select(a => row.Group.Value(a) ?? ""), Whole(row.Pictures), Whole(row.Runs),
                Text(row.Seconds?.Mean), Text(row.Seconds?.Low), Text(row.Seconds?.High), Text(row.SecondsPerStep),
                .. columns.SelectMany((_, c) => Estimate(row.Estimates[c])),
            ];
        }
    }

    private static string[] Estimate(Estimate? e) => e is null ? ["", "", "", "0"]
        : [Text(e.Value), Text(e.HasInterval ? e.Interval.Low : null), Text(e.HasInterval ? e.Interval.High : null), Whole(e.Interval.Count)];

    private static IEnumerable<IEnumerable<string>> Comparisons(ReportContext report)
    {
        var (data, table) = (report.Data, report.Comparisons);
        yield return [.. data.Axes, "baseline", "metric", "difference", "low", "high", "pictures", "wins", "losses", "ties", "verdict"];
        foreach (var row in table.Rows)
        {
            foreach (var (comparison, column) in row.Comparisons.Zip(table.Columns))
            {
                if (comparison is null) continue;
                var (difference, paired) = (comparison.Difference, comparison.Paired);
                yield return
                [
                    .. data.Axes.Select(a => row.Group.Value(a) ?? ""), row.Baseline.Label, column.Name, .. Estimate(difference),
                    Whole(paired?.Wins), Whole(paired?.Losses), Whole(paired?.Ties), comparison.Verdict,
                ];
            }
        }
    }

    private static IEnumerable<IEnumerable<string>> Scores(ReportContext report)
    {
        var data = report.Data;
        MetricColumn[] columns = [.. report.Results.Columns.Where(c => c.Metric is { OfSets: false })];
        string[] axes = [.. data.Settings.SelectMany(s => s.Axes).Select(a => a.Key).Distinct()];
        yield return ["picture", .. axes, .. columns.Select(c => c.Name), "seconds", "seconds per step", "machine"];
        foreach (var setting in data.Settings)
        {
            var values = axes.Select(a => setting.Axes.FirstOrDefault(x => x.Key == a).Value ?? "").ToArray();
            foreach (var input in data.Inputs)
            {
                if (data.Cell(setting, input) is not { } cell) continue;
                yield return
                [
                    input.Name, .. values, .. columns.Select(c => Text(data.Score(cell, c.Metric!))), Text(cell.Seconds), Text(cell.SecondsPerStep),
                    cell.Machine,
                ];
            }
        }
    }

    private static IEnumerable<IEnumerable<string>> Paper(ReportData data, PaperNote paper)
    {
        string[] axes = [.. paper.Rows.SelectMany(r => r.Axes).Select(a => a.Key).Distinct()];
        string[] metrics = [.. paper.Rows.SelectMany(r => r.Scores.Keys).Distinct()];
        yield return [.. axes, .. metrics, "also run here", "source"];
        foreach (var row in paper.Rows)
        {
            yield return
            [
                .. axes.Select(a => row.Axes.FirstOrDefault(x => x.Key == a).Value ?? ""),
                .. metrics.Select(m => row.Scores.GetValueOrDefault(m)?.Text ?? ""),
                data.Groups.Any(g => g.IsAt(row.Axes)) ? "yes" : "no", $"{paper.Title}: {paper.Note}",
            ];
        }
    }

    private static string Text(double? value) => value is { } v && !double.IsNaN(v) ? Number.Raw(v) : "";

    private static string Whole(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";
}
