using TorchTss.Experiments.Results;
using TorchTss.Metrics;
using TorchTss.Reports.Data;

namespace TorchTss.Reports.Tables;

/// <summary>Means over pictures, each averaged over its seeds, with bootstrap intervals over pictures.</summary>
internal sealed class ResultTable
{
    private readonly IReadOnlyList<IReadOnlySet<int>> _best;
    private readonly bool _isRanked;

    /// <summary>Computes every number.</summary>
    public ResultTable(ResultsFile file, ReportData data)
    {
        _isRanked = data.Search is null;
        ResultMetric[] scored = [.. data.Metrics.Where(m => IsScored(file, data, m))];
        Columns = [.. scored.Select(MetricColumn.Of), .. PaperColumns(data, scored)];
        Rows = [.. data.Groups.AsParallel().AsOrdered().Select(g => Row(data, g))];
        Pictures = [.. Columns.Select(c => PicturesOf(data, c))];
        _best = [.. Columns.Select((_, c) => BestOf(Rows, c))];
    }

    /// <summary>Metrics of ours that have a score, then those that only the paper has.</summary>
    public IReadOnlyList<MetricColumn> Columns { get; }

    /// <summary>One per group, in the file's order.</summary>
    public IReadOnlyList<ResultRow> Rows { get; }

    /// <summary>By column: on how many pictures any row is scored.</summary>
    public IReadOnlyList<int> Pictures { get; }

    /// <summary>Whether some row lacks runs.</summary>
    public bool IsPartial => Rows.Any(r => r.Missing > 0);

    /// <summary>Whether a number is the best of its column, or is printed like the best.</summary>
    public bool IsBest(int row, int column) => _best[column].Contains(row);

    /// <summary>The best of some rows in a column; the first of equals. None of a search's: it measures settings on other pictures, and what is the
    /// best on pictures it was chosen on is not known to be the best.</summary>
    /// <returns>Indices of the best and of those printed like it; empty when there is nothing to compare.</returns>
    public IReadOnlySet<int> BestOf(IReadOnlyList<ResultRow?> rows, int column)
    {
        if (!_isRanked || Columns[column].Traits is not { } traits) return new HashSet<int>();
        // Means over fewer pictures are not comparable: such rows do not compete.
        var ranked = rows.Select((r, i) => (Row: i, Estimate: r?.Estimates[column]))
            .Where(r => r.Estimate is { } e && !double.IsNaN(e.Value) && e.Interval.Count == Pictures[column]).ToArray();
        if (ranked.Length < 2) return new HashSet<int>();
        var values = ranked.Select(r => r.Estimate!.Value);
        var best = Number.Fixed(traits.Better == Better.Higher ? values.Max() : values.Min(), traits.Decimals);
        return ranked.Where(r => r.Estimate!.Text(traits.Decimals) == best).Select(r => r.Row).ToHashSet();
    }

    /// <summary>The paper's number for a metric of ours or of its own.</summary>
    public PaperScore? Paper(PaperRow? row, int column) => row is null ? null
        : row.Scores.GetValueOrDefault(Columns[column].Name)
            // "niqe" is meant for "niqe:variant=pyiqa" when there is no other niqe.
            ?? (Columns.Count(c => MetricColumn.BaseName(c.Name) == MetricColumn.BaseName(Columns[column].Name)) == 1
                ? row.Scores.GetValueOrDefault(MetricColumn.BaseName(Columns[column].Name))
                : null);

    private static bool IsScored(ResultsFile file, ReportData data, ResultMetric metric) =>
        metric.OfSets ? file.Features(metric.Name).Count > 0 : data.Cells.Any(c => !double.IsNaN(data.Score(c, metric)));

    private ResultRow Row(ReportData data, ResultGroup group)
    {
        var cells = data.CellsOf(group).ToArray();
        return new ResultRow(
            group,
            [.. Columns.Select(c => c.Metric is { } metric && data.Mean(group, metric) is { } mean ? new Estimate(mean, metric.OfSets) : null)],
            cells.DistinctBy(c => c.Input).Count(),
            cells.Length,
            data.IsGrid ? group.Settings.DistinctBy(s => s.Id).Count() * data.Inputs.Count - cells.Length : 0,
            data.Seconds(group),
            cells.Length == 0 ? double.NaN : cells.Average(c => c.SecondsPerStep));
    }

    private int PicturesOf(ReportData data, MetricColumn column) => column.Metric switch
    {
        null => 0,
        { OfSets: true } => Rows.Max(r => r.Estimates[Columns.ToList().IndexOf(column)]?.Interval.Count ?? 0),
        var metric => data.Groups.SelectMany(g => data.Scores(g, metric).Keys).Distinct().Count(),
    };

    private static IEnumerable<MetricColumn> PaperColumns(ReportData data, ResultMetric[] scored) =>
        (data.Paper?.Rows ?? []).SelectMany(r => r.Scores.Keys).Distinct()
            .Where(n => n != PaperSeconds && scored.All(m => m.Name != n && MetricColumn.BaseName(m.Name) != n))
            .Select(MetricColumn.OfPaper);

    /// <summary>The paper's "metric" that is shown beside the seconds per image.</summary>
    public const string PaperSeconds = "seconds";
}
