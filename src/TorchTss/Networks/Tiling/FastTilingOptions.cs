using TorchTss.Runtime;

namespace TorchTss.Networks.Tiling;

/// <summary>Settings of <see cref="FastTiling"/>.</summary>
internal sealed record FastTilingOptions : PaddedTilingOptions
{
    /// <summary>Whether an encoder's norms below its first level are measured on all tiles.</summary>
    [Setting("encoder: measure the norms behind its first level on all tiles, as merged does; memory then grows with the picture")]
    public bool ColorFix { get; init; }
}
