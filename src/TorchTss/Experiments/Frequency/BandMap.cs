using System.Collections.Immutable;
using static TorchSharp.torch;

namespace TorchTss.Experiments.Frequency;

/// <summary>Splits planes of one size into frequency bands: their energies, or what is left of them in one band.</summary>
internal sealed class BandMap : IDisposable
{
    // Rounding of the transform leaves some 1e-31 of the energy, float32 pixels differ by more than 1e-22 of it.
    private const double Rounding = 1e-26;

    private readonly int _bands;
    private readonly Tensor _band;          // [H, W] uint8: the band of every bin

    public BandMap(BandCuts cuts, int height, int width)
    {
        var bins = cuts.BandsOf(height, width);
        _bands = cuts.Count;
        _band = tensor(bins, [height, width], uint8).DetachFromDisposeScope();
        Bins = [.. Enumerable.Range(0, _bands).Select(b => bins.LongCount(i => i == b))];
    }

    /// <summary>How many bins each band has.</summary>
    public ImmutableArray<long> Bins { get; }

    /// <summary>E_b = Σ |F|² over the bins of a band and over channels; what rounding alone left counts as none.</summary>
    /// <param name="planes">[…, C, H, W] float64.</param>
    /// <returns>[…, B] float64.</returns>
    public Tensor Energies(Tensor planes)
    {
        using var scope = NewDisposeScope();
        var spectrum = fft.fft2(planes);
        var power = (spectrum.real.square() + spectrum.imag.square()).sum(-3);
        var energies = stack(Enumerable.Range(0, _bands).Select(b => power.mul(Bin(b)).sum([-2, -1])), -1);
        return energies.mul(energies > energies.sum(-1, keepdim: true) * Rounding).MoveToOuterDisposeScope();
    }

    /// <summary>The planes with nothing left but one band.</summary>
    /// <param name="planes">[C, H, W] float64.</param>
    /// <returns>[B, C, H, W] float64.</returns>
    public Tensor Limited(Tensor planes)
    {
        using var scope = NewDisposeScope();
        var spectrum = fft.fft2(planes);
        return stack(Enumerable.Range(0, _bands).Select(b => fft.ifft2(spectrum * Bin(b)).real)).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose() => _band.Dispose();

    private Tensor Bin(int band) => _band.eq(band).to(float64);
}
