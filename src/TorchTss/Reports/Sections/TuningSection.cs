using TorchTss.Experiments.Tuning;
using TorchTss.Reports.Data;
using TorchTss.Reports.Tables;
using TorchTss.Runtime;

namespace TorchTss.Reports.Sections;

/// <summary>What a search for n and a found, what that is worth on pictures it did not see, and how it came there.</summary>
[Named("tuning", "verdict on held-out pictures, the winner's options, rounds, split and search space")]
internal sealed class TuningSection : IReportSection
{
    public int Place => 15;

    public string Title => "Tuning";

    public Html? Render(ReportContext report)
    {
        if (report.Data.Search is not { } search) return null;
        var (data, metric) = (report.Data, TuningRow.ColumnOf(report.Data, search.Metric));
        var (held, fitting) = (search.Split.HeldOut, search.Split.Fitting);
        return HtmlTemplate.Render("tuning", new
        {
            search.Finished,
            RoundsDone = Number.Count(search.Rounds.Count, "round"),
            Verdict = search.Finished ? TuningVerdict.Of(search).Select(Sentence.Of).ToArray() : [],
            Winner = search.Winner?.ToString() ?? "",
            Options = search.Winner?.Options ?? "",
            Defaults = search.Winner?.Defaults ?? "",
            Edges = search.Edges.Select(Sentence.Of).ToArray(),
            Parts = new[]
            {
                Part(data, search, search.HeldOut, "held-out", $"On the {Number.Count(held.Count, "held-out picture")}"),
                Part(data, search, search.Fitting, "fitting", $"On the {Number.Count(fitting.Count, "fitting picture")}"),
            }.OfType<object>().ToArray(),
            Metric = metric,
            Rounds = RoundTable.Of(search),
            Pictures = new[] { Pictures(data, "Fitting", fitting), Pictures(data, "Held out, never seen by the search", held) },
            Space = SearchFact.Of(search, metric),
        });
    }

    private static object? Part(ReportData data, TuningResult search, IReadOnlyList<TuningComparison> comparisons, string id, string title) =>
        comparisons.Count == 0 ? null : new
        {
            Id = id,
            Title = title,
            IsOptimistic = ReferenceEquals(comparisons, search.Fitting),
            Others = TuningRow.Others(comparisons),
            Rows = TuningRow.Of(data, search, comparisons),
        };

    private static object Pictures(ReportData data, string title, IReadOnlyList<string> keys)
    {
        var names = data.Inputs.ToDictionary(i => i.Id, i => i.Name);
        string[] known = [.. keys.Where(names.ContainsKey).Select(k => names[k])];
        return new { Title = title, keys.Count, Names = string.Join(", ", known), Unseen = keys.Count - known.Length };
    }
}
