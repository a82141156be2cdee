using TorchTss.Imaging;
using TorchTss.Metrics;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Verification.Modules;

/// <summary>PSNR and SSIM of BasicSR and pyiqa; an output is named library_metric_what, for instance <c>basicsr_pt_ssim_y</c>.</summary>
[Named("PSNR_SSIM", "PSNR and SSIM as BasicSR's arrays, BasicSR's tensors and pyiqa compute them")]
internal sealed class PsnrSsimModule : IFixtureModule
{
    public IReadOnlyDictionary<string, Tensor> Run(FixtureCase fixture, nn.Module? module)
    {
        fixture.Config.Ignore("variants");                              // the outputs' names say the same
        var (x, y) = (ImageTensor.FromRows(fixture.Input("x")), ImageTensor.FromRows(fixture.Input("y")));
        var crop = fixture.Call.Whole("crop_border", 0);
        var downsample = fixture.Call.Flag("downsample", false);
        return fixture.Outputs.ToDictionary(output => output, output =>
        {
            var metric = (IImageMetric)Catalog<IMetric>.Create($"{Specification(output, downsample)},crop={crop}", output);
            using var scorer = metric.Open(new MetricFolder(), Compute.Reference);
            return tensor(scorer.Score(x, y));
        });
    }

    /// <summary>pyiqa_ssim_ycbcr → ssim:variant=pyiqa,channel=y,color-space=ycbcr.</summary>
    private static string Specification(string output, bool downsample)
    {
        var variant = output.StartsWith("basicsr_pt_", StringComparison.Ordinal) ? "basicsr-pt" : output.Split('_')[0];
        if (output[variant.Length..].TrimStart('_').Split('_') is not [var metric and ("psnr" or "psnry" or "ssim" or "ssimc"), .. var parts]
            || parts.Except(["rgb", "y", "yiq", "ycbcr", "downsample"]).Any())
        {
            throw new UserException($"out.{output}: unknown; an output is library_metric_channel, for instance basicsr_ssim_y or pyiqa_psnry_yiq");
        }
        var luma = metric == "psnry" || parts.Intersect(["y", "yiq", "ycbcr"]).Any();
        var settings = new List<string> { $"variant={variant}", $"channel={(luma ? "y" : "rgb")}" };
        settings.AddRange(parts.Intersect(["yiq", "ycbcr"]).Select(space => $"color-space={space}"));
        if (parts.Contains("downsample") || (downsample && variant == "pyiqa" && metric[..4] == "ssim")) settings.Add("downsample=true");
        return $"{metric[..4]}:{string.Join(',', settings)}";
    }
}
