using TorchTss.Runtime;

namespace TorchTss.Metrics.Fid;

/// <summary>Settings of FID.</summary>
internal sealed record FidOptions
{
    /// <summary>The resizing.</summary>
    [Setting("how pictures are resized: clean (clean-fid), legacy-pytorch (pytorch-fid), legacy-tensorflow (the first FID) or basicsr")]
    public FidMode Mode { get; init; } = FidMode.Clean;
}
