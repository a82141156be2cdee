using TorchSharp;
using TorchTss.Imaging;
using TorchTss.Imaging.ColorFixes;
using TorchTss.Runtime;

namespace TorchTss.Verification.Modules;

/// <summary>StableSR's two colour fixes.</summary>
[Named("stablesr.ColorFix", "StableSR's colour fixes, adain and wavelet")]
internal sealed class StableSrColorFixModule : IFixtureModule
{
    public IReadOnlyDictionary<string, torch.Tensor> Run(FixtureCase fixture, torch.nn.Module? module)
    {
        var (content, style) = (fixture.Input("content"), fixture.Input("style"));
        if (fixture.Config.Name("colorfix_type", "wavelet", "adain", "wavelet") == "adain")
            return new Dictionary<string, torch.Tensor> { ["y"] = new AdainColorFix().Apply(content, style) };
        return new Dictionary<string, torch.Tensor>
        {
            ["y"] = new WaveletColorFix().Apply(content, style),
            ["high"] = WaveletBands.Split(content).High,
            ["low"] = WaveletBands.Low(style),
        };
    }
}
