namespace TorchTss.Experiments.Frequency;

/// <summary>Averages of the figures: per picture over its seeds first, then over the pictures, at equal k.</summary>
internal static class FrequencyMeans
{
    /// <summary>Per picture, of steps.</summary>
    /// <param name="runs">What belongs together, and in which order; figures of other runs are left out.</param>
    /// <param name="rows">In any order of runs.</param>
    public static IReadOnlyList<FrequencyMean> ByImage(IReadOnlyList<FiguredRun> runs, IEnumerable<FrequencyRow> rows) =>
        ByImage(runs, rows, r => r.Cell, (run, r) => One(run, r.K, r.T, r.Scope, r.Band, r.SnrDb, r.Noise, r.Delta));

    /// <summary>Per picture, of results; k is N.</summary>
    /// <inheritdoc cref="ByImage(IReadOnlyList{FiguredRun}, IEnumerable{FrequencyRow})"/>
    public static IReadOnlyList<FrequencyMean> ByImage(IReadOnlyList<FiguredRun> runs, IEnumerable<AcrossRow> rows) =>
        ByImage(runs, rows, r => r.Cell, (run, r) => One(run, run.Steps, 0, r.Scope, r.Band, r.SnrDb, r.Noise, null));

    /// <summary>Over the pictures that have the part.</summary>
    public static IReadOnlyList<FrequencyMean> Overall(IEnumerable<FrequencyMean> byImage) => Average(byImage, _ => null);

    private static FrequencyMean[] ByImage<T>(
        IReadOnlyList<FiguredRun> runs, IEnumerable<T> rows, Func<T, string> cell, Func<FiguredRun, T, FrequencyMean> one)
    {
        var byCell = rows.ToLookup(cell);
        return Average(from run in runs from row in byCell[run.Cell] select one(run, row), m => m.Image);
    }

    private static FrequencyMean One(FiguredRun run, int k, double t, string scope, string band, double? snr, double noise, double? delta) =>
        new(run.Image, run.Strategy, run.Steps, k, t, scope, band, snr, snr is null ? 0 : 1, noise, delta, 1);

    private static FrequencyMean[] Average(IEnumerable<FrequencyMean> values, Func<FrequencyMean, string?> image) =>
    [
        .. from value in values
           group value by (Image: image(value), value.Strategy, value.Steps, value.K, value.Scope, value.Band) into same
           let key = same.Key
           select new FrequencyMean(
               key.Image, key.Strategy, key.Steps, key.K, same.Average(m => m.T), key.Scope, key.Band,
               same.Average(m => m.SnrDb), same.Count(m => m.SnrDb is not null),
               same.Average(m => m.Noise), same.Average(m => m.Delta), same.Count()),
    ];
}
