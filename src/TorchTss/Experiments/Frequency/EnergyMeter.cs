using static TorchSharp.torch;

namespace TorchTss.Experiments.Frequency;

/// <summary>Measures energies by band, of pictures and of their patches.</summary>
/// <remarks>Keeps the bands of every size that it has met.</remarks>
internal sealed class EnergyMeter(BandCuts cuts, int patch, PatchFilter filter) : IDisposable
{
    private readonly Dictionary<(long, long), BandMap> _maps = [];

    /// <summary>E_b of planes, and of every whole patch of them.</summary>
    /// <param name="planes">[C, H, W] float64.</param>
    public ScopeEnergies Of(Tensor planes)
    {
        using var scope = NewDisposeScope();
        var map = MapOf(planes.size(-2), planes.size(-1));
        var whole = map.Energies(planes);
        if (PatchGrid.Count(planes.size(-2), planes.size(-1), patch) == 0) return new ScopeEnergies(cuts.Count, [.. whole.data<double>()]);
        var patches = filter == PatchFilter.Patch
            ? MapOf(patch, patch).Energies(PatchGrid.Cut(planes, patch))                                        // [P, B]
            : WithinPatches(map.Limited(planes)).mul(whole > 0);
        return new ScopeEnergies(cuts.Count, [.. whole.data<double>(), .. patches.contiguous().data<double>()]);
    }

    /// <summary>The bins of each band of a picture of this size.</summary>
    public BandMap MapOf(long height, long width)
    {
        if (_maps.TryGetValue((height, width), out var known)) return known;
        return _maps[(height, width)] = new BandMap(cuts, (int)height, (int)width);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var map in _maps.Values) map.Dispose();
    }

    /// <summary>Sums of squares inside each patch; times the patch's pixels they are what its transform would hold (Parseval).</summary>
    /// <param name="limited">[B, C, H, W].</param>
    /// <returns>[P, B].</returns>
    private Tensor WithinPatches(Tensor limited)
    {
        using var scope = NewDisposeScope();
        return (PatchGrid.Cut(limited, patch).square().sum([2, 3, 4]) * ((double)patch * patch)).MoveToOuterDisposeScope();
    }
}
