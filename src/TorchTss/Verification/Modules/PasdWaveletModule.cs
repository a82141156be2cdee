using TorchSharp;
using TorchTss.Imaging;
using TorchTss.Imaging.ColorFixes;
using TorchTss.Runtime;

namespace TorchTss.Verification.Modules;

/// <summary>PASD's wavelet colour fix, from 8 bits to 8 bits.</summary>
[Named("pasd.wavelet_color_fix", "PASD's wavelet colour fix on 8-bit pictures, truncated")]
internal sealed class PasdWaveletModule : IFixtureModule
{
    public IReadOnlyDictionary<string, torch.Tensor> Run(FixtureCase fixture, torch.nn.Module? module)
    {
        var content = ImageTensor.From(ImageTensor.FromRows(fixture.Input("content")));
        var style = ImageTensor.From(ImageTensor.FromRows(fixture.Input("style")));
        var reconstruction = new WaveletColorFix().Apply(content, style);
        return new Dictionary<string, torch.Tensor>
        {
            ["high"] = WaveletBands.Split(content).High,
            ["low"] = WaveletBands.Low(style),
            ["reconstruction"] = reconstruction,
            ["image"] = ImageTensor.ToRows(ImageTensor.ToImage(reconstruction, PixelRounding.Truncate)),
        };
    }
}
