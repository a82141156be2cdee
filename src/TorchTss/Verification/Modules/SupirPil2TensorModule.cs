using TorchSharp;
using TorchTss.Imaging;
using TorchTss.Imaging.Filters;
using TorchTss.Runtime;

namespace TorchTss.Verification.Modules;

/// <summary>SUPIR's way from an 8-bit picture to the network's input.</summary>
/// <remarks>supir.md 1.2: the output size is taken before the short side is raised; sides become multiples of 64.</remarks>
[Named("supir.PIL2Tensor", "SUPIR's sizes, bicubic resize and range")]
internal sealed class SupirPil2TensorModule : IFixtureModule
{
    public IReadOnlyDictionary<string, torch.Tensor> Run(FixtureCase fixture, torch.nn.Module? module)
    {
        var image = ImageTensor.FromRows(fixture.Input("image"));
        var call = fixture.Call;
        var (upscale, minSize, fix) = (call.Number("upscale", 1), call.Number("min_size", 1024), call.OptionalNumber("fix_resize") ?? 0);
        var (width, height, w0, h0) = Sizes(image.Width, image.Height, upscale, minSize, fix);
        var resized = PillowResize.Resize(image, width, height, new BicubicFilter());
        // In double and cast at the end, as the original's numpy does.
        var x = torch.tensor(resized.Pixels, [height, width, 3], torch.uint8)
            .to(torch.float64).div(255).mul(2).sub(1)
            .to(torch.float32).permute(2, 0, 1);
        return new Dictionary<string, torch.Tensor> { ["x"] = x, ["size"] = torch.tensor(new long[] { h0, w0 }) };
    }

    /// <summary>The network's size and the output's, all roundings half to even; <paramref name="fix"/> 0 means none.</summary>
    internal static (int Width, int Height, int W0, int H0) Sizes(double w, double h, double upscale, double minSize, double fix)
    {
        (w, h) = (w * upscale, h * upscale);
        var (w0, h0) = (Math.Round(w), Math.Round(h));
        if (Math.Min(w, h) < minSize) (w, h) = Scale(w, h, minSize);
        if (fix > 0)
        {
            (w, h) = Scale(w, h, fix);
            (w0, h0) = (Math.Round(w), Math.Round(h));
        }
        return ((int)Math.Round(w / 64) * 64, (int)Math.Round(h / 64) * 64, (int)w0, (int)h0);
    }

    private static (double Width, double Height) Scale(double w, double h, double shortSide)
    {
        var scale = shortSide / Math.Min(w, h);
        return (w * scale, h * scale);
    }
}
