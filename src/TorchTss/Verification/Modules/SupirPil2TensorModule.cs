using TorchSharp;
using TorchTss.Hosts.Supir;
using TorchTss.Imaging;
using TorchTss.Runtime;

namespace TorchTss.Verification.Modules;

/// <summary>SUPIR's way from an 8-bit picture to the network's input.</summary>
[Named("supir.PIL2Tensor", "SUPIR's sizes, bicubic resize and range")]
internal sealed class SupirPil2TensorModule : IFixtureModule
{
    public IReadOnlyDictionary<string, torch.Tensor> Run(FixtureCase fixture, torch.nn.Module? module)
    {
        var (image, call) = (ImageTensor.FromRows(fixture.Input("image")), fixture.Call);
        var size = SupirSize.Of(
            image.Width, image.Height, call.Number("upscale", 1), call.Number("min_size", 1024), call.OptionalNumber("fix_resize") ?? 0);
        return new Dictionary<string, torch.Tensor>
        {
            ["x"] = SupirPixels.Signed(SupirPixels.Resized(image, size))[0],
            ["size"] = torch.tensor(new long[] { size.OutputHeight, size.OutputWidth }),
        };
    }
}
