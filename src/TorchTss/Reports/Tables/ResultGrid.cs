using TorchTss.Reports.Data;

namespace TorchTss.Reports.Tables;

/// <summary>Two axes as a grid, as the paper prints them: values of the first down, with a line per metric, values of the second across.</summary>
/// <param name="RowAxis">"steps".</param>
/// <param name="ColumnAxis">"tss".</param>
/// <param name="Heads">Values of the second axis.</param>
/// <param name="Blocks">One per value of the first.</param>
internal sealed record ResultGrid(string RowAxis, string ColumnAxis, IReadOnlyList<string> Heads, IReadOnlyList<ResultGridBlock> Blocks)
{
    /// <summary>The grid; null unless there are two axes with two values each, or more.</summary>
    public static ResultGrid? Of(ReportContext report)
    {
        var (data, results) = (report.Data, report.Results);
        if (data.Axes is not [var first, var second] || results.Columns.Count == 0) return null;
        var (rows, heads) = (Values(data, first), Values(data, second));
        if (rows.Count < 2 || heads.Count < 2) return null;
        return new ResultGrid(first, second, heads, [.. rows.Select(r => Block(report, r, heads))]);
    }

    private static IReadOnlyList<string> Values(ReportData data, string axis) =>
        [.. data.Groups.Select(g => g.Value(axis)).OfType<string>().Distinct()];

    private static ResultGridBlock Block(ReportContext report, string value, IReadOnlyList<string> heads)
    {
        var (data, results) = (report.Data, report.Results);
        ResultRow?[] rows = [.. heads.Select(head => results.Rows.FirstOrDefault(r => Is(r, value, head)))];
        return new ResultGridBlock(value, [.. results.Columns.Select((column, c) => new ResultGridLine(column, [.. Cells(column, c)]))]);

        bool Is(ResultRow row, string first, string second) => row.Group.Value(data.Axes[0]) == first && row.Group.Value(data.Axes[1]) == second;

        // As in the paper, the best is the best of its line.
        IEnumerable<ResultCellText> Cells(MetricColumn column, int c)
        {
            var best = results.BestOf(rows, c);
            return rows.Select((row, i) => ResultCellText.Of(
                row?.Estimates[c], column, best.Contains(i), results.Paper(row is null ? null : data.Paper?.At(row.Group), c)));
        }
    }
}

/// <summary>The lines of one value of the first axis.</summary>
internal sealed record ResultGridBlock(string Value, IReadOnlyList<ResultGridLine> Lines);

/// <summary>One metric across the second axis.</summary>
internal sealed record ResultGridLine(MetricColumn Column, IReadOnlyList<ResultCellText> Cells);
