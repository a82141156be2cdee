using TorchTss.Runtime;
using static System.FormattableString;

namespace TorchTss.Metrics.Profiles;

/// <summary>BasicSR's metrics as its tests of classic super-resolution use them: luma, a border of as many pixels as the scale cut off.</summary>
[Named("basicsr", "BasicSR: PSNR and SSIM of YCbCr luma without a border as wide as the scale, its NIQE and its FID")]
internal sealed class BasicSrProfile : IMetricProfile
{
    /// <inheritdoc/>
    public string Specification(string metric, double? scale) => metric switch
    {
        "psnr" or "ssim" => Invariant($"{metric}:variant=basicsr,channel=y,crop={Border(metric, scale)}"),
        "niqe" => "niqe:variant=basicsr",
        "fid" => "fid:mode=basicsr",
        _ => metric,
    };

    private static int Border(string metric, double? scale) => scale is { } x ? (int)Math.Ceiling(x)
        : throw new UsageException($"--profile basicsr: its {metric} cuts off a border as wide as the scale; give --scale");
}
