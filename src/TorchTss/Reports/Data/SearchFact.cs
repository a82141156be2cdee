using System.Globalization;
using TorchTss.Experiments.Tuning;
using TorchTss.Reports.Tables;
using static System.FormattableString;

namespace TorchTss.Reports.Data;

/// <summary>What a search was asked to do: a name and its value.</summary>
internal sealed record SearchFact(string Name, string Text)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<SearchFact> Of(TuningResult search, MetricColumn metric) =>
    [
        new("Tuned for", $"{metric.FullTitle}, {metric.Direction}"),
        new("Searched", search.Spatial ? "ranges of n and a (TDS and SDS)" : "one n and one a (TDS alone)"),
        new("Grid of n", Listed(search.NGrid)),
        new("Grid of a", Listed(search.AGrid)),
        .. search.Spatial ? new SearchFact[] { new("Ranges", search.AnyOrder ? "rising and falling" : "rising from flat to busy positions") } : [],
        .. search.Guards.Select(g => new SearchFact("Guard", Invariant($"{g.Metric} may be {g.Loss} worse than with uniform sampling"))),
        new("Steps", Invariant($"{search.Steps}")),
        new("Kept by every round", Invariant($"1 candidate in {search.Eta}")),
        new("Seeds per picture", search.Seeds == 1 ? "1" : Invariant($"up to {search.Seeds}")),
        new("Held out", Invariant($"{search.Holdout * 100:0.#} % of the pictures, split seed {search.SplitSeed}")),
    ];

    private static string Listed(IEnumerable<double> values) => string.Join(", ", values.Select(v => v.ToString(CultureInfo.InvariantCulture)));
}
