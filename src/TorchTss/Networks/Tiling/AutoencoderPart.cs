using TorchTss.Imaging;
using static TorchSharp.torch;

namespace TorchTss.Networks.Tiling;

/// <summary>An encoder or decoder as a tiling sees it, without the 1×1 convolution beside it.</summary>
/// <param name="network">Runs it on what fits.</param>
/// <param name="steps">The same, cut at its norms.</param>
/// <param name="enlarges">A decoder.</param>
/// <param name="factor">f: pixels per latent position.</param>
/// <param name="channels">Of its answer.</param>
internal sealed class AutoencoderPart(nn.Module<Tensor, Tensor> network, IEnumerable<NetworkStep> steps, bool enlarges, int factor, int channels)
{
    /// <summary>The network cut at its norms.</summary>
    public IReadOnlyList<NetworkStep> Steps { get; } = [.. steps];

    /// <summary>Whether it is a decoder.</summary>
    public bool Enlarges => enlarges;

    /// <summary>f: pixels per latent position.</summary>
    public int Factor => factor;

    /// <summary>Places that a tile sees beyond its own part: 32 pixels, 11 latent positions.</summary>
    /// <remarks>supir.md 7.</remarks>
    public int Padding { get; private init; }

    /// <summary>How many norms there are.</summary>
    public int Norms => Steps.Count(s => s is NetworkStep.Normalise);

    /// <summary>Of an encoder.</summary>
    public static AutoencoderPart Of(Encoder encoder, AutoencoderConfig c, int padding = 32) =>
        new(encoder, encoder.Steps(), false, c.Factor, c.EncodedChannels) { Padding = padding };

    /// <summary>Of a decoder.</summary>
    public static AutoencoderPart Of(Decoder decoder, AutoencoderConfig c, int padding = 11) =>
        new(decoder, decoder.Steps(), true, c.Factor, c.DecodedChannels) { Padding = padding };

    /// <summary>How long a side becomes.</summary>
    public long Length(long side) => enlarges ? side * factor : side / factor;

    /// <summary>The side of a tile in this network's own places.</summary>
    public int Side(TilingOptions options) => enlarges ? options.DecoderTile : options.EncoderTile;

    /// <summary>A tile as the network takes it: of its type, on its device.</summary>
    public Tensor Cut(TileSource source, TileWindow window)
    {
        var (dtype, device) = Placement();
        return source.Cut(window, dtype, device);
    }

    /// <summary>Type and device of its parameters.</summary>
    public (ScalarType Dtype, Device Device) Placement()
    {
        using var scope = NewDisposeScope();
        var parameter = network.parameters().First();
        return (parameter.dtype, parameter.device);
    }

    /// <summary>The network on one tile.</summary>
    public Tensor Call(TileSource source, TileWindow window)
    {
        using var scope = NewDisposeScope();
        return network.call(Cut(source, window)).MoveToOuterDisposeScope();
    }

    /// <summary>The network on all of a picture at once.</summary>
    /// <returns>In the source's type and on its device.</returns>
    public Tensor Whole(TileSource source)
    {
        using var scope = NewDisposeScope();
        return Call(source, new(0, 0, source.Width, source.Height)).to(source.Dtype, source.Device).MoveToOuterDisposeScope();
    }

    /// <summary>The same as the only band of a picture, when it is asked for.</summary>
    /// <returns>One tensor, in no dispose scope.</returns>
    public IEnumerable<Tensor> WholeBand(TileSource source)
    {
        yield return Whole(source).DetachFromDisposeScope();
    }

    /// <summary>Room for some rows of the answer to a picture.</summary>
    public Tensor Room(TileSource source, long rows) => zeros([source.Batch, channels, rows, Length(source.Width)], source.Dtype, source.Device);
}
