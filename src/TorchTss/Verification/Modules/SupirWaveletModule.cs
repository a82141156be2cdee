using TorchSharp;
using TorchTss.Imaging;
using TorchTss.Imaging.ColorFixes;
using TorchTss.Runtime;

namespace TorchTss.Verification.Modules;

/// <summary>SUPIR's wavelet colour fix.</summary>
[Named("supir.wavelet_reconstruction", "SUPIR's wavelet colour fix on unclamped pictures")]
internal sealed class SupirWaveletModule : IFixtureModule
{
    public IReadOnlyDictionary<string, torch.Tensor> Run(FixtureCase fixture, torch.nn.Module? module) => new Dictionary<string, torch.Tensor>
    {
        ["y"] = new WaveletColorFix().Apply(fixture.Input("content"), fixture.Input("style")),
        ["content_low"] = WaveletBands.Low(fixture.Input("content")),
    };
}
