using TorchTss.Metrics;

namespace TorchTss.Experiments.Statistics;

/// <summary>Two settings on the same pictures: what changes from one to the other, picture by picture.</summary>
/// <param name="Difference">Mean of (candidate − baseline) over the pictures, with its interval.</param>
/// <param name="Wins">Pictures on which the candidate is better.</param>
/// <param name="Losses">Pictures on which it is worse.</param>
/// <param name="Ties">Pictures on which both score the same.</param>
/// <param name="Better">Which way the metric improves.</param>
public sealed record PairedComparison(Interval Difference, int Wins, int Losses, int Ties, Better Better)
{
    /// <summary>Whether the interval lies wholly on the better side, wholly on the worse, or says nothing.</summary>
    public int Verdict => !Difference.ExcludesZero ? 0 : Difference.Mean > 0 == (Better == Better.Higher) ? 1 : -1;

    /// <summary>Compares pictures that both settings have.</summary>
    /// <param name="baseline">Score by picture.</param>
    /// <param name="candidate">Score by picture.</param>
    /// <param name="better">Which way the metric improves.</param>
    /// <returns>Null when no picture has both scores.</returns>
    public static PairedComparison? Of(
        IReadOnlyDictionary<string, double> baseline, IReadOnlyDictionary<string, double> candidate, Better better)
    {
        double[] differences =
        [
            .. from picture in baseline.Keys.Order(StringComparer.Ordinal)
               where candidate.ContainsKey(picture)
               // Equal infinities are a tie, not NaN.
               select baseline[picture].Equals(candidate[picture]) ? 0 : candidate[picture] - baseline[picture],
        ];
        if (differences.Length == 0) return null;
        var (up, down) = (differences.Count(d => d > 0), differences.Count(d => d < 0));
        var (wins, losses) = better == Better.Higher ? (up, down) : (down, up);
        return new PairedComparison(Bootstrap.Mean(differences), wins, losses, differences.Length - up - down, better);
    }
}
