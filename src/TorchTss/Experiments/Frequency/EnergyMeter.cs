using static TorchSharp.torch;

namespace TorchTss.Experiments.Frequency;

/// <summary>Measures energies by band, of pictures and of their patches.</summary>
/// <remarks>Keeps the bands of every size that it has met.</remarks>
internal sealed class EnergyMeter(BandCuts cuts, int patch, PatchFilter filter, PlaneEdges edges = PlaneEdges.Wrap) : IDisposable
{
    // Four times the pixels, each energy times the pixels.
    private const double MirroredEnergy = 16;

    private readonly Dictionary<(long, long), BandMap> _maps = [];

    /// <summary>E_b of planes, and of every whole patch of them.</summary>
    /// <param name="planes">[C, H, W] float64.</param>
    public ScopeEnergies Of(Tensor planes)
    {
        using var scope = NewDisposeScope();
        var whole = Energies(planes);
        if (PatchGrid.Count(planes.size(-2), planes.size(-1), patch) == 0) return new ScopeEnergies(cuts.Count, [.. whole.data<double>()]);
        var patches = filter == PatchFilter.Patch
            ? Energies(PatchGrid.Cut(planes, patch))                                                            // [P, B]
            : WithinPatches(Limited(planes)).mul(whole > 0);
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

    private Tensor Energies(Tensor planes)
    {
        if (edges == PlaneEdges.Wrap) return MapOf(planes.size(-2), planes.size(-1)).Energies(planes);
        using var scope = NewDisposeScope();
        return (MapOf(2 * planes.size(-2), 2 * planes.size(-1)).Energies(Mirrored(planes)) / MirroredEnergy).MoveToOuterDisposeScope();
    }

    private Tensor Limited(Tensor planes)
    {
        var (height, width) = (planes.size(-2), planes.size(-1));
        if (edges == PlaneEdges.Wrap) return MapOf(height, width).Limited(planes);
        using var scope = NewDisposeScope();
        var limited = MapOf(2 * height, 2 * width).Limited(Mirrored(planes));
        return limited.narrow(-2, 0, height).narrow(-1, 0, width).MoveToOuterDisposeScope();
    }

    /// <summary>[…, H, W] → […, 2H, 2W]: to the right and down the picture goes back.</summary>
    private static Tensor Mirrored(Tensor planes)
    {
        using var scope = NewDisposeScope();
        var wide = cat([planes, planes.flip(-1)], -1);
        return cat([wide, wide.flip(-2)], -2).MoveToOuterDisposeScope();
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
