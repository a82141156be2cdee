namespace TorchTss.Experiments.Frequency;

/// <summary>Averages of the figures: per picture over its seeds first, then over the pictures, at equal k.</summary>
internal static class FrequencyMeans
{
    /// <summary>Per picture, of steps.</summary>
    public static IReadOnlyList<FrequencyMean> ByImage(FrequencyPlan plan, IEnumerable<FrequencyRow> rows)
    {
        var cells = plan.Cells.ToDictionary(c => c.Id);
        return Average(rows.Select(r => One(cells[r.Cell], r.K, r.T, r.Scope, r.Band, r.SnrDb, r.Noise, r.Delta)), m => m.Image);
    }

    /// <summary>Per picture, of results; k is N.</summary>
    public static IReadOnlyList<FrequencyMean> ByImage(FrequencyPlan plan, IEnumerable<AcrossRow> rows)
    {
        var cells = plan.Cells.ToDictionary(c => c.Id);
        return Average(rows.Select(r => One(cells[r.Cell], cells[r.Cell].Run.Steps, 0, r.Scope, r.Band, r.SnrDb, r.Noise, null)), m => m.Image);
    }

    /// <summary>Over the pictures that have the part.</summary>
    public static IReadOnlyList<FrequencyMean> Overall(IEnumerable<FrequencyMean> byImage) => Average(byImage, _ => null);

    private static FrequencyMean One(FrequencyCell cell, int k, double t, string scope, string band, double? snr, double noise, double? delta) => new(
        cell.Input.Row.Name, cell.Run.Strategy, cell.Run.Steps, k, t, scope, band, snr, snr is null ? 0 : 1, noise, delta, 1);

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
