using TorchSharp;
using TorchTss.Imaging;
using TorchTss.Runtime;
using static TorchSharp.torch.nn.functional;

namespace TorchTss.Verification.Modules;

/// <summary>SUPIR from [−1, 1] to the written picture.</summary>
/// <remarks>supir.md 1.6: torch's bicubic without antialiasing, then truncation.</remarks>
[Named("supir.Tensor2PIL", "SUPIR's resize and truncation to 8 bits")]
internal sealed class SupirTensor2PilModule : IFixtureModule
{
    public IReadOnlyDictionary<string, torch.Tensor> Run(FixtureCase fixture, torch.nn.Module? module)
    {
        long[] size = [fixture.Call.RequiredCount("h0"), fixture.Call.RequiredCount("w0")];
        var resized = interpolate(fixture.Input("x").unsqueeze(0), size: size, mode: torch.InterpolationMode.Bicubic, align_corners: false);
        return new Dictionary<string, torch.Tensor>
        {
            ["resized"] = resized.squeeze(0),
            ["image"] = ImageTensor.ToRows(ImageTensor.FromLevels(resized * 127.5 + 127.5, PixelRounding.Truncate)),
        };
    }
}
