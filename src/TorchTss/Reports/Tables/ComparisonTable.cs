using TorchTss.Experiments.Results;
using TorchTss.Experiments.Statistics;
using TorchTss.Reports.Data;

namespace TorchTss.Reports.Tables;

/// <summary>Every group against its baseline, on the pictures that both have.</summary>
internal sealed class ComparisonTable
{
    /// <summary>Fewer pictures than this cannot decide anything: six wins of six have a chance of 3 % (sign test), five of five 6 %.</summary>
    public const int FewPictures = 6;

    /// <summary>Computes every difference.</summary>
    public ComparisonTable(ReportData data, ResultTable results)
    {
        Columns = [.. results.Columns.Where(c => !c.OnlyPaper)];
        Rows =
        [
            .. from @group in data.Groups.AsParallel().AsOrdered()
               let baseline = data.Baselines.Of(@group)
               where baseline is not null
               select new ComparisonRow(@group, baseline, [.. Columns.Select(c => Compare(data, results, @group, baseline, c))]),
        ];
        Alone = [.. data.Groups.Where(g => data.Baselines.Of(g) is null && !data.Baselines.IsBaseline(g)).Select(g => g.Label)];
    }

    /// <summary>Our metrics.</summary>
    public IReadOnlyList<MetricColumn> Columns { get; }

    /// <summary>One per group with a baseline.</summary>
    public IReadOnlyList<ComparisonRow> Rows { get; }

    /// <summary>Groups whose baseline was not run.</summary>
    public IReadOnlyList<string> Alone { get; }

    /// <summary>Whether some comparison rests on so few pictures that its interval is too narrow.</summary>
    public bool HasFewPictures => Rows.SelectMany(r => r.Comparisons).Any(c => c?.Paired is { Difference.Count: < FewPictures });

    private static Comparison? Compare(ReportData data, ResultTable results, ResultGroup group, ResultGroup baseline, MetricColumn column)
    {
        var metric = column.Metric!;
        if (!metric.OfSets)
        {
            return data.Compare(group, baseline, metric) is { } paired ? new Comparison(new Estimate(paired.Difference, OfSets: false), paired) : null;
        }
        var place = results.Columns.ToList().IndexOf(column);
        var (from, to) = (Of(baseline), Of(group));
        if (from is null || to is null) return null;
        var difference = to.Value - from.Value;
        return new Comparison(new Estimate(new Interval(difference, difference, difference, to.Interval.Count), OfSets: true), null);

        Estimate? Of(ResultGroup g) => results.Rows.First(r => ReferenceEquals(r.Group, g)).Estimates[place];
    }
}

/// <summary>One row: a group and what it is compared with.</summary>
/// <param name="Group">The candidate.</param>
/// <param name="Baseline">The other.</param>
/// <param name="Comparisons">By column; null where no picture has both scores.</param>
internal sealed record ComparisonRow(ResultGroup Group, ResultGroup Baseline, IReadOnlyList<Comparison?> Comparisons);
