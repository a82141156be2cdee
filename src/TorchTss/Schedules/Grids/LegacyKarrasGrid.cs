using TorchTss.Runtime;

namespace TorchTss.Schedules.Grids;

/// <summary>Karras' σ between the two ends of SUPIR's own N-step schedule, as fractional timesteps: what its Lightning sampler runs on.</summary>
/// <remarks>SUPIR RestoreDPMPP2MSampler. The smallest σ is that of the last step of <see cref="LegacyDdpmGrid"/>, 0.398 at N = 8, not σ[0].</remarks>
[Named("legacy-karras", "Karras' σ (ρ = 7) between the ends of legacy-ddpm: the grid of SUPIR's Lightning sampler")]
internal sealed class LegacyKarrasGrid(KarrasOptions options) : IBaseGrid
{
    /// <inheritdoc/>
    public double Top => 999;

    /// <inheritdoc/>
    public int Offset => 0;

    /// <inheritdoc/>
    public TimestepRounding Rounding => TimestepRounding.None;

    /// <inheritdoc/>
    public IReadOnlyList<double> Values(NoiseTable table, int steps)
    {
        var ends = new LegacyDdpmGrid().Values(table, steps).Select(Math.Truncate).ToArray();
        var (highest, lowest) = (table.SigmaAt(ends[0]), table.SigmaAt(ends[^1]));
        return [.. Enumerable.Range(0, steps).Select(Timestep)];

        // A root and its power would miss the ends by one unit in the last place.
        double Timestep(int k) => k == 0 ? ends[0] : k == steps - 1 ? ends[^1]
            : table.TimestepOf(KarrasGrid.Sigma(highest, lowest, k, steps, options.Rho));
    }
}
