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
        return fixture.Outputs.ToDictionary(output => output, output =>
        {
            var metric = (IImageMetric)Catalog<IMetric>.Create($"{Specification(output)},crop={crop}", output);
            using var scorer = metric.Open(new MetricFolder(), Compute.Reference);
            return tensor(scorer.Score(x, y));
        });
    }

    /// <summary>pyiqa_ssim_ycbcr → ssim:variant=pyiqa,channel=y,color-space=ycbcr.</summary>
    private static string Specification(string output)
    {
        var variant = output.StartsWith("basicsr_pt_", StringComparison.Ordinal) ? "basicsr-pt" : output.Split('_')[0];
        var parts = output[(variant.Length + 1)..].Split('_');
        var y = parts[0] == "psnry" || parts.Any(p => p is "y" or "yiq" or "ycbcr");
        var settings = new List<string> { $"variant={variant}", $"channel={(y ? "y" : "rgb")}" };
        settings.AddRange(parts.Where(p => p is "yiq" or "ycbcr").Select(p => $"color-space={p}"));
        if (parts.Contains("downsample")) settings.Add("downsample=true");
        return $"{parts[0][..4]}:{string.Join(',', settings)}";
    }
}
