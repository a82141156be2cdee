using TorchTss.Experiments.Results;
using TorchTss.Reports.Data;
using TorchTss.Reports.Tables;
using TorchTss.Runtime;

namespace TorchTss.Reports.Sections;

/// <summary>The result table, and the same as a grid of two axes; the paper's numbers stand beside ours, marked.</summary>
[Named("results", "means with intervals, one row per setting, and as a grid of two axes")]
internal sealed class ResultsSection : IReportSection
{
    public int Place => 20;

    public string Title => "Results";

    public Html? Render(ReportContext report)
    {
        var (data, results) = (report.Data, report.Results);
        return HtmlTemplate.Render("results", new
        {
            AxisNames = AxisNames(data),
            results.Columns,
            Rows = results.Rows.Select((row, r) => Row(report, row, r)).ToArray(),
            PaperRows = PaperRows(report),
            PaperTitle = data.Paper?.Title ?? "",
            PaperNote = data.Paper?.Note ?? "",
            HasPaper = data.Paper is not null,
            HasSeeds = data.Groups.Any(g => g.Settings.Count > 1),
            HasPartial = results.IsPartial,
            HasIntervals = results.Rows.SelectMany(r => r.Estimates).Any(e => e is { HasInterval: true }),
            IsSearch = data.Search is not null,
            HasScores = results.Columns.Count > 0,
            HasSets = results.Columns.Any(c => c.Metric is { OfSets: true }),
            Grid = (object?)ResultGrid.Of(report),
        });
    }

    /// <summary>The heads of the columns that say which setting a row is.</summary>
    public static IReadOnlyList<string> AxisNames(ReportData data) => data.Axes.Count == 0 ? ["setting"] : data.Axes;

    /// <summary>What stands below those heads.</summary>
    public static IReadOnlyList<string> AxisValues(ReportData data, ResultGroup group) =>
        data.Axes.Count == 0 ? [group.Label] : [.. data.Axes.Select(a => group.Value(a) ?? "–")];

    private static object Row(ReportContext report, ResultRow row, int place)
    {
        var (data, results) = (report.Data, report.Results);
        var paper = data.Paper?.At(row.Group);
        return new
        {
            Axes = AxisValues(data, row.Group),
            Cells = results.Columns
                .Select((column, c) => ResultCellText.Of(row.Estimates[c], column, results.IsBest(place, c), results.Paper(paper, c))).ToArray(),
            Pictures = row.Runs > row.Pictures ? $"{row.Pictures} ({row.Runs} runs)" : $"{row.Pictures}",
            Parts = Parts(data, row.Group),
            PicturesSort = row.Pictures,
            Unfinished = row.Missing == 0 ? "" : $"{Number.Count(row.Missing, "run")} missing",
            Seconds = row.Seconds is { } seconds ? Number.Seconds(seconds.Mean) : "–",
            SecondsSort = row.Seconds is { } mean ? Number.Raw(mean.Mean) : "",
            PerStep = double.IsNaN(row.SecondsPerStep) ? "" : Number.Seconds(row.SecondsPerStep),
            PaperSeconds = paper?.Scores.GetValueOrDefault(ResultTable.PaperSeconds)?.Text ?? "",
        };
    }

    // Of a search: how many pictures of which part.
    private static string Parts(ReportData data, ResultGroup group)
    {
        if (data.Search is not { Split: var split }) return "";
        string[] pictures = [.. data.CellsOf(group).Select(c => c.Input).Distinct()];
        var (fitting, held) = (pictures.Count(split.Fitting.Contains), pictures.Count(split.HeldOut.Contains));
        (int Count, string Word)[] parts = [(fitting, "fitting"), (held, "held out")];
        return string.Join(", ", parts.Where(p => p.Count > 0).Select(p => $"{p.Count} {p.Word}"));
    }

    private static object[] PaperRows(ReportContext report)
    {
        var (data, results) = (report.Data, report.Results);
        var alone = (data.Paper?.Rows ?? []).Where(p => data.Groups.All(g => data.Paper!.At(g) != p));
        return
        [
            .. alone.Select(p => new
            {
                Axes = PaperAxes(data, p),
                Cells = results.Columns
                    .Select((column, c) => results.Paper(p, c) is { } score ? ResultCellText.PaperText(score, column) : "").ToArray(),
                Seconds = p.Scores.GetValueOrDefault(ResultTable.PaperSeconds)?.Text ?? "",
            }),
        ];
    }

    // A paper's row may have axes that we do not vary: they are said in its first cell.
    private static string[] PaperAxes(ReportData data, PaperRow row)
    {
        var values = AxisNames(data).Select(a => row.Axes.FirstOrDefault(x => x.Key == a).Value ?? "").ToArray();
        var extra = row.Axes.Where(a => !data.Axes.Contains(a.Key)).Select(a => $"{a.Key}={a.Value}");
        values[0] = string.Join(" ", extra.Prepend(values[0])).Trim();
        return values;
    }
}
