using TorchTss.Metrics.Pixels;
using TorchTss.Runtime;

namespace TorchTss.Metrics;

/// <summary>pyiqa's short name for PSNR of luma.</summary>
[Named("psnry", "PSNR of luma under pyiqa's short name: psnr:channel=y")]
internal sealed class PsnrYMetric(LumaOptions options)
    : PsnrMetric(new PairOptions { Channel = PictureChannel.Y, ColorSpace = options.ColorSpace, Crop = options.Crop });

/// <summary>What a metric of luma can be told.</summary>
internal sealed record LumaOptions
{
    [Setting("which luma, yiq or ycbcr")]
    public ColorSpace ColorSpace { get; init; }

    [Setting("pixels that are cut off on every side first", 0, 1024)]
    public int Crop { get; init; }
}
