using System.Globalization;
using MathNet.Numerics.Statistics;

namespace TorchTss.Experiments.Frequency;

/// <summary>smooth ≤ <paramref name="First"/> &lt; medium ≤ <paramref name="Second"/> &lt; high, in variances of grey levels.</summary>
/// <param name="First">Up to here a patch is smooth.</param>
/// <param name="Second">Up to here it is medium.</param>
internal readonly record struct TextureThresholds(double First, double Second)
{
    /// <summary>Exact thirds: the percentiles 100/3 and 200/3, interpolated.</summary>
    /// <param name="variances">Of all patches of the analysed set; NaN thresholds without any.</param>
    public static TextureThresholds Thirds(IEnumerable<double> variances)
    {
        var all = variances.ToArray();
        return new(
            ArrayStatistics.QuantileCustomInplace(all, 1.0 / 3, QuantileDefinition.R7),
            ArrayStatistics.QuantileCustomInplace(all, 2.0 / 3, QuantileDefinition.R7));
    }

    /// <summary>Reads <c>100,1000</c>; null for anything else.</summary>
    public static TextureThresholds? Parse(string text) =>
        text.Split(',', StringSplitOptions.TrimEntries).Select(Number).ToArray() is [{ } first, { } second] ? new(first, second) : null;

    /// <summary>The class of a patch.</summary>
    public TextureClass ClassOf(double variance) =>
        variance <= First ? TextureClass.Smooth : variance <= Second ? TextureClass.Medium : TextureClass.High;

    /// <summary>As an option spells them.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{First},{Second}");

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) && double.IsFinite(n) ? n : null;
}
