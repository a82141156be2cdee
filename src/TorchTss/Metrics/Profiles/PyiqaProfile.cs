using TorchTss.Runtime;

namespace TorchTss.Metrics.Profiles;

/// <summary>pyiqa's defaults, which are the defaults here.</summary>
[Named("pyiqa", "pyiqa's defaults: PSNR of RGB, SSIM and NIQE of YIQ luma, nothing cut off, FID clean; what TSS's tables fit")]
internal sealed class PyiqaProfile : IMetricProfile
{
    /// <inheritdoc/>
    public string Specification(string metric, double? scale) => metric;
}
