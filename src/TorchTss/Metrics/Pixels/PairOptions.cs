using TorchTss.Runtime;

namespace TorchTss.Metrics.Pixels;

/// <summary>What PSNR and SSIM can be told.</summary>
internal record PairOptions
{
    [Setting("whose arithmetic: pyiqa, basicsr (on 8-bit arrays) or basicsr-pt (on tensors)")]
    public PairVariant Variant { get; init; }

    [Setting("rgb, or y for luma alone (default rgb; for ssim in the variant pyiqa y)")]
    public PictureChannel? Channel { get; init; }

    [Setting("which luma, yiq or ycbcr (default yiq for pyiqa; basicsr knows ycbcr only)")]
    public ColorSpace? ColorSpace { get; init; }

    [Setting("pixels that are cut off on every side first", 0, 1024)]
    public int Crop { get; init; }

    /// <summary>The luma that is meant.</summary>
    public ColorSpace Space => ColorSpace ?? (Variant == PairVariant.Pyiqa ? Pixels.ColorSpace.Yiq : Pixels.ColorSpace.Ycbcr);

    /// <summary>Refuses settings that contradict each other.</summary>
    /// <param name="metric">Its name.</param>
    /// <param name="channel">The channel that is meant.</param>
    public void Check(string metric, PictureChannel channel)
    {
        if (ColorSpace is not { } space) return;
        var given = $"{metric}: color-space={space.ToString().ToLowerInvariant()}";
        if (channel == PictureChannel.Rgb)
        {
            throw new UsageException($"{given}: it says which luma, but rgb is compared; add channel=y or leave it out");
        }
        if (Variant != PairVariant.Pyiqa && space == Pixels.ColorSpace.Yiq)
        {
            throw new UsageException($"{given}: BasicSR takes the luma of ycbcr only; leave it out or use variant=pyiqa");
        }
    }
}
