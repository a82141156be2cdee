using TorchSharp;
using TorchTss.Imaging;
using TorchTss.Imaging.ColorFixes;
using TorchTss.Imaging.Filters;
using TorchTss.Runtime;

namespace TorchTss.Verification.Modules;

/// <summary>PASD from the decoder's output to the file: 8 bits, wavelet fix, resize.</summary>
/// <remarks>pasd.md 1.10: the first conversion rounds half to even, the second truncates.</remarks>
[Named("pasd.postprocess", "PASD's way from the decoder's output to the written picture")]
internal sealed class PasdPostprocessModule : IFixtureModule
{
    public IReadOnlyDictionary<string, torch.Tensor> Run(FixtureCase fixture, torch.nn.Module? module)
    {
        var size = fixture.Call.Numbers("output_size_wh");
        if (size is not [var width, var height]) throw fixture.Call.Refusal("output_size_wh", "is missing, expected width and height");
        var image8 = ImageTensor.ToImage(fixture.Input("decoded") / 2 + 0.5);
        var cond = ImageTensor.FromRows(fixture.Input("cond"));
        var fixed8 = ImageTensor.ToImage(new WaveletColorFix().Apply(ImageTensor.From(image8), ImageTensor.From(cond)), PixelRounding.Truncate);
        return new Dictionary<string, torch.Tensor>
        {
            ["image8"] = ImageTensor.ToRows(image8),
            ["fixed8"] = ImageTensor.ToRows(fixed8),
            ["image"] = ImageTensor.ToRows(PillowResize.Resize(fixed8, (int)width, (int)height, new BicubicFilter())),
        };
    }
}
