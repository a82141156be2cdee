using TorchTss.Runtime;

namespace TorchTss.Schedules.Grids;

/// <summary>Align Your Steps: noise levels optimised per model for ten steps, as fractional timesteps; other N by interpolation in ln σ.</summary>
/// <remarks>Sabour et al. 2024. N steps need N + 1 levels at equal distances through the table, of which the last is replaced by σ = 0.
/// Not rounded, so that σ comes out as published (<c>--timestep-rounding nearest</c> gives the published indices); a warp acts with T = 999.
/// The first level is the table's last entry, also on a table that ends elsewhere than Stable Diffusion's.</remarks>
[Named("ays", "Align Your Steps' published noise levels (Sabour et al. 2024), log-linear between them where N is not 10")]
internal sealed class AysGrid(AysOptions options) : IBaseGrid
{
    /// <inheritdoc/>
    public double Top => 999;

    /// <inheritdoc/>
    public int Offset => 0;

    /// <inheritdoc/>
    public TimestepRounding Rounding => TimestepRounding.None;

    /// <inheritdoc/>
    public IReadOnlyList<double> Values(NoiseTable table, int steps) =>
        [.. Enumerable.Range(0, steps).Select(k => k == 0 ? table.Count - 1 : table.TimestepOf(Sigma(k, steps)))];

    private double Sigma(int k, int steps)
    {
        var published = AysTable.Of(options.Model);
        var place = (double)k / steps * (published.Length - 1);
        var (low, part) = ((int)place, place - Math.Floor(place));
        return part == 0 ? published[low]
            : Math.Exp((1 - part) * Math.Log(published[low]) + part * Math.Log(published[low + 1]));
    }
}
