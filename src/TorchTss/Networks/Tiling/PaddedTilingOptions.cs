using TorchTss.Runtime;

namespace TorchTss.Networks.Tiling;

/// <summary>Settings of the tilings that pad their tiles.</summary>
internal record PaddedTilingOptions : TilingOptions
{
    /// <summary>How far tiles fade into each other on either side of a border; ours. The encoder's padding is 4 latent positions.</summary>
    [Setting("latent positions over which tiles fade into each other on either side of a border; 0: a hard border, as SUPIR's", 0, 4)]
    public int Fade { get; init; }
}
