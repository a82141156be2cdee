using TorchTss.Imaging;
using TorchTss.Metrics;
using TorchTss.Metrics.Niqe;
using TorchTss.Metrics.Pixels;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Verification.Modules;

/// <summary>NIQE of BasicSR and pyiqa: scores under the variant's name, and <c>features.*</c>, 36 per block.</summary>
[Named("NIQE", "NIQE as BasicSR and pyiqa compute it, with its features")]
internal sealed class NiqeModule : IFixtureModule
{
    private const string Features = "features.";

    public IReadOnlyDictionary<string, Tensor> Run(FixtureCase fixture, nn.Module? module)
    {
        fixture.Config.Ignore("variants", "statistics");                // the outputs' names say the same; there is one model
        fixture.Call.Ignore("blocks");                                  // follows from the size
        var image = ImageTensor.FromRows(fixture.Input("image"));
        var crop = fixture.Call.Whole("crop_border", 0);
        return fixture.Outputs.ToDictionary(output => output, output => output.StartsWith(Features, StringComparison.Ordinal)
            ? Describe(image, Options(output[Features.Length..], crop))
            : Score(image, Options(output, crop)));
    }

    private static Tensor Describe(Image8 image, NiqeOptions options)
    {
        var rows = new NiqeFeatures(options.Variant, options.ColorSpace ?? ColorSpace.Yiq, options.Crop).Of(image);
        return tensor(rows.SelectMany(r => r).ToArray(), [rows.Length, NiqeFeatures.Count]);
    }

    private static Tensor Score(Image8 image, NiqeOptions options)
    {
        using var scorer = new NiqeMetric(options).Open(new MetricFolder(), Compute.Reference);
        return tensor(scorer.Score(image, null));
    }

    private static NiqeOptions Options(string variant, int crop) => variant switch
    {
        "basicsr" => new NiqeOptions { Variant = NiqeVariant.Basicsr, Crop = crop },
        "pyiqa_yiq" => new NiqeOptions { ColorSpace = ColorSpace.Yiq, Crop = crop },
        "pyiqa_ycbcr" => new NiqeOptions { ColorSpace = ColorSpace.Ycbcr, Crop = crop },
        _ => throw new UserException($"out.{variant}: {NearestName.Complaint(variant, ["basicsr", "pyiqa_yiq", "pyiqa_ycbcr"])}"),
    };
}
