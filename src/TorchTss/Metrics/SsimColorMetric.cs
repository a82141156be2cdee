using TorchTss.Metrics.Pixels;
using TorchTss.Runtime;

namespace TorchTss.Metrics;

/// <summary>pyiqa's short name for SSIM of RGB.</summary>
[Named("ssimc", "SSIM of RGB under pyiqa's short name: ssim:channel=rgb")]
internal sealed class SsimColorMetric(ColorOptions options)
    : SsimMetric(new SsimOptions { Channel = PictureChannel.Rgb, Crop = options.Crop, Downsample = options.Downsample });

/// <summary>What a metric of RGB can be told.</summary>
internal sealed record ColorOptions
{
    [Setting("pixels that are cut off on every side first", 0, 1024)]
    public int Crop { get; init; }

    [Setting("whether pictures are reduced to a short side of about 256 pixels first")]
    public bool Downsample { get; init; }
}
