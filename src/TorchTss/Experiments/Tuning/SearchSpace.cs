using TorchTss.Schedules;
using static System.FormattableString;

namespace TorchTss.Experiments.Tuning;

/// <summary>The grid that a search begins with, and what lies between its points.</summary>
/// <remarks>Coordinates are n_min, n_max, a_min, a_max with SDS and n, a without. Where n = 1 everywhere a says nothing: those points are
/// the plain schedule, which every candidate is compared with anyway, and are left out.</remarks>
internal sealed class SearchSpace(IEnumerable<double> n, IEnumerable<double> a, bool spatial, bool anyOrder)
{
    // Half-steps are sums of binary fractions of decimal numbers; nobody wants to copy 0.44999999999999996.
    private const int Decimals = 6;

    private readonly double[] _n = [.. n.Distinct().Order()], _a = [.. a.Distinct().Order()];

    /// <summary>Whether SDS is on.</summary>
    public bool Spatial => spatial;

    /// <summary>n, rising.</summary>
    public IReadOnlyList<double> N => _n;

    /// <summary>a, rising.</summary>
    public IReadOnlyList<double> A => _a;

    /// <summary>How many points are around one at most.</summary>
    public int MostAround => 2 * Axes.Count;

    private IReadOnlyList<double[]> Axes => spatial ? [_n, _n, _a, _a] : [_n, _a];

    /// <summary>All points of the grid; only rising ranges unless any order will do.</summary>
    public IReadOnlyList<Candidate> Grid() =>
    [
        .. Axes.Aggregate<double[], IEnumerable<double[]>>(
            [[]], (points, axis) => from point in points from value in axis select (double[])[.. point, value]).Select(Candidate).Where(IsWanted),
    ];

    /// <summary>The points half a grid step away along one coordinate each, inside the grid.</summary>
    public IReadOnlyList<Candidate> Around(Candidate centre)
    {
        double[] point = spatial ? [centre.N.Minimum, centre.N.Maximum, centre.A.Minimum, centre.A.Maximum] : [centre.N.Minimum, centre.A.Minimum];
        return
        [
            .. from i in Enumerable.Range(0, point.Length)
               from value in Beside(Axes[i], point[i])
               let moved = Candidate([.. point[..i], value, .. point[(i + 1)..]])
               where IsWanted(moved)
               select moved,
        ];
    }

    /// <summary>Where a point lies at an end of the grid beyond which others would be possible, one sentence each.</summary>
    public IEnumerable<string> Edges(Candidate candidate)
    {
        foreach (var (option, axis, range) in new[] { ("--n-grid", _n, candidate.N), ("--a-grid", _a, candidate.A) })
        {
            if (axis.Length < 2) continue;
            // Below n = 1 there is nothing to be had.
            foreach (var end in new[] { axis[0], axis[^1] }.Where(e => e != 1 && (range.Minimum == e || range.Maximum == e)))
            {
                yield return Invariant($"{option}: the winner lies at its end, {end}; widen it to look beyond");
            }
        }
    }

    /// <summary>Half the distance between the grid's values there, down and up, as far as the grid goes.</summary>
    private static IEnumerable<double> Beside(double[] axis, double at)
    {
        if (axis.Length < 2) yield break;
        if (at > axis[0]) yield return Math.Max(axis[0], Math.Round(at - Half(v => v < at), Decimals));
        if (at < axis[^1]) yield return Math.Min(axis[^1], Math.Round(at + Half(v => v <= at), Decimals));

        double Half(Predicate<double> below)
        {
            var i = Math.Clamp(Array.FindLastIndex(axis, below), 0, axis.Length - 2);
            return (axis[i + 1] - axis[i]) / 2;
        }
    }

    private Candidate Candidate(double[] p) => spatial
        ? new Candidate(new ValueRange(p[0], p[1]), new ValueRange(p[2], p[3]), true)
        : new Candidate(new ValueRange(p[0], p[0]), new ValueRange(p[1], p[1]), false);

    private bool IsWanted(Candidate c) => !c.IsPlain && (anyOrder || (c.N.Minimum <= c.N.Maximum && c.A.Minimum <= c.A.Maximum));
}
