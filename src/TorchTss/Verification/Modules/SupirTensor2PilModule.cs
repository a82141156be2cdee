using TorchSharp;
using TorchTss.Hosts.Supir;
using TorchTss.Imaging;
using TorchTss.Runtime;

namespace TorchTss.Verification.Modules;

/// <summary>SUPIR from [−1, 1] to the written picture.</summary>
[Named("supir.Tensor2PIL", "SUPIR's resize and truncation to 8 bits")]
internal sealed class SupirTensor2PilModule : IFixtureModule
{
    public IReadOnlyDictionary<string, torch.Tensor> Run(FixtureCase fixture, torch.nn.Module? module)
    {
        var (picture, call) = (fixture.Input("x").unsqueeze(0), fixture.Call);
        var size = new SupirSize((int)picture.size(3), (int)picture.size(2), call.RequiredCount("w0"), call.RequiredCount("h0"));
        var resized = SupirPixels.ToOutputSize(picture, size);
        return new Dictionary<string, torch.Tensor>
        {
            ["resized"] = resized.squeeze(0),
            ["image"] = ImageTensor.ToRows(SupirPixels.ToImage(resized)),
        };
    }
}
