using TorchTss.Runtime;

namespace TorchTss.Metrics.Profiles;

/// <summary>pyiqa on the luma of YCbCr.</summary>
[Named("ycbcr", "pyiqa on the luma of YCbCr: PSNR, SSIM and NIQE as SinSR's evaluation")]
internal sealed class YcbcrProfile : IMetricProfile
{
    /// <inheritdoc/>
    public string Specification(string metric, double? scale) => metric switch
    {
        "psnr" => "psnr:channel=y,color-space=ycbcr",
        "psnry" or "ssim" or "niqe" => $"{metric}:color-space=ycbcr",
        _ => metric,
    };
}
