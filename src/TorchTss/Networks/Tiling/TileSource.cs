using TorchTss.Imaging;
using static TorchSharp.torch;

namespace TorchTss.Networks.Tiling;

/// <summary>A picture or latent that tiles are cut from; only what is cut is copied or converted.</summary>
internal sealed class TileSource : IDisposable
{
    private const long BandValues = 1 << 20;

    private readonly Tensor _values;                            // [B, C, H, W], maybe neither contiguous nor a float type
    private readonly Func<Tensor, Tensor> _prepare;
    private readonly bool _owns;

    private TileSource(Tensor values, Func<Tensor, Tensor> prepare, ScalarType dtype, Device device, bool owns) =>
        (_values, _prepare, Dtype, Device, _owns) = (values, prepare, dtype, device, owns);

    /// <summary>B.</summary>
    public long Batch => _values.size(0);

    /// <summary>H.</summary>
    public int Height => (int)_values.size(2);

    /// <summary>W.</summary>
    public int Width => (int)_values.size(3);

    /// <summary>The type that results have.</summary>
    public ScalarType Dtype { get; }

    /// <summary>Where results are.</summary>
    public Device Device { get; }

    /// <summary>A tensor: results have its type and are on its device.</summary>
    /// <param name="x">[B, C, H, W] of a float type; stays the caller's and must live as long.</param>
    public static TileSource Of(Tensor x) => new(x, tile => tile, x.dtype, x.device, owns: false);

    /// <summary>A picture in −1..1, computed in double and rounded once: results are float32 on the CPU.</summary>
    /// <param name="picture">Its bytes are read where they are.</param>
    public static TileSource Of(Image8 picture)
    {
        using var scope = NewDisposeScope();
        var values = tensor(picture.Pixels, [picture.Height, picture.Width, 3], uint8).permute(2, 0, 1).unsqueeze(0);
        return new TileSource(values.DetachFromDisposeScope(), Signed, float32, CPU, owns: true);
    }

    /// <summary>One tile.</summary>
    /// <returns>[B, C, h, w], contiguous and the caller's own, or the whole tensor itself.</returns>
    public Tensor Cut(TileWindow window, ScalarType dtype, Device device)
    {
        using var scope = NewDisposeScope();
        var tile = _values.narrow(2, window.Y, window.Height).narrow(3, window.X, window.Width);
        return _prepare(tile).to(dtype, device).contiguous().MoveToOuterDisposeScope();
    }

    /// <summary>Chosen rows and columns.</summary>
    /// <returns>[B, C, rows, columns] as it was given, −1..1 for a picture of bytes.</returns>
    public Tensor Sampled(long[] rows, long[] columns)
    {
        using var scope = NewDisposeScope();
        var (y, x) = (tensor(rows).to(_values.device), tensor(columns).to(_values.device));
        return _prepare(_values.index_select(2, y).index_select(3, x)).MoveToOuterDisposeScope();
    }

    /// <summary>How all its values are distributed, measured band by band.</summary>
    public ValueDistribution Distribution()
    {
        using var scope = NewDisposeScope();
        var rows = (int)Math.Clamp(BandValues / (Batch * _values.size(1) * Width), 1, Height);
        var distribution = new ValueDistribution();
        for (var top = 0; top < Height; top += rows)
        {
            using var band = NewDisposeScope();
            distribution.Add(_prepare(_values.narrow(2, top, Math.Min(rows, Height - top))));
        }
        return distribution;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_owns) _values.Dispose();
    }

    // SUPIR's own arithmetic (supir.md 1.2); half a rounding closer than float32 throughout.
    private static Tensor Signed(Tensor bytes)
    {
        using var scope = NewDisposeScope();
        return bytes.to(float64).div_(255).mul_(2).sub_(1).to(float32).MoveToOuterDisposeScope();
    }
}
