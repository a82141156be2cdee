using TorchTss.Experiments.Statistics;
using TorchTss.Metrics;

namespace TorchTss.Experiments.Frequency;

/// <summary>Results of one strategy at one N: how near they come to the long run's, and how that compares with uniform steps.</summary>
/// <param name="Strategy">uniform, late-only, tds, …</param>
/// <param name="Steps">N.</param>
/// <param name="Band">low, mid or high, of whole pictures.</param>
/// <param name="SnrDb">Mean over pictures with its interval.</param>
/// <param name="Noise">Mean amplitude of the difference, in grey levels.</param>
/// <param name="ToUniform">Picture by picture against uniform steps of the same N; null for these themselves, or without them.</param>
internal sealed record AcrossComparison(string Strategy, int Steps, string Band, Interval SnrDb, double Noise, PairedComparison? ToUniform)
{
    /// <summary>Every strategy, N and band, in the order of the given values.</summary>
    /// <param name="byImage">Per picture.</param>
    public static IReadOnlyList<AcrossComparison> Of(IEnumerable<FrequencyMean> byImage)
    {
        var groups = byImage.Where(m => m.Scope == BandFigures.All && m.SnrDb is not null)
            .GroupBy(m => (m.Strategy, m.Steps, m.Band)).ToDictionary(g => g.Key, g => g.ToDictionary(m => m.Image!, m => m));
        return
        [
            .. from g in groups
               let uniform = groups.GetValueOrDefault((SamplingStrategies.Uniform, g.Key.Steps, g.Key.Band))
               select new AcrossComparison(
                   g.Key.Strategy, g.Key.Steps, g.Key.Band, Bootstrap.Mean([.. g.Value.Values.Select(m => m.SnrDb!.Value)]),
                   g.Value.Values.Average(m => m.Noise),
                   uniform is null || uniform == g.Value ? null : PairedComparison.Of(Snr(uniform), Snr(g.Value), Better.Higher)),
        ];
    }

    private static Dictionary<string, double> Snr(Dictionary<string, FrequencyMean> means) =>
        means.ToDictionary(m => m.Key, m => m.Value.SnrDb!.Value);
}
