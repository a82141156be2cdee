using TorchTss.Runtime;

namespace TorchTss.Networks.Tiling;

/// <summary>Settings that every tiling has. The defaults are SUPIR's.</summary>
internal record TilingOptions
{
    /// <summary>Side of an encoder's tile.</summary>
    [Setting("side of a tile of the encoder, in pixels; a picture that it covers is not cut", 64)]
    public int EncoderTile { get; init; } = 512;

    /// <summary>Side of a decoder's tile.</summary>
    [Setting("side of a tile of the decoder, in latent positions", 8)]
    public int DecoderTile { get; init; } = 64;
}
