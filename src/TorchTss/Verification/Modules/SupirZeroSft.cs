using TorchSharp;
using TorchTss.Networks.Supir;
using TorchTss.Runtime;

namespace TorchTss.Verification.Modules;

/// <summary>The adaptor that normalises skip and main path and lets the control scale and shift them.</summary>
[Named("supir.ZeroSFT", "SUPIR's adaptor of a skip")]
internal sealed class SupirZeroSft : IFixtureModule
{
    public torch.nn.Module Build(FixtureCase fixture)
    {
        var json = fixture.Config;
        json.Only("norm", true);
        json.Only("mask", false);
        return new ZeroSft(json.RequiredCount("label_nc"), json.RequiredCount("norm_nc"), json.Whole("concat_channels", 0));
    }

    public IReadOnlyDictionary<string, torch.Tensor> Run(FixtureCase fixture, torch.nn.Module? module)
    {
        var adaptor = (ZeroSft)module!;
        var main = fixture.OptionalInput("h_ori") is null ? null : fixture.Input("h_ori", adaptor);
        var y = adaptor.call(fixture.Input("c", adaptor), fixture.Input("h", adaptor), main, fixture.ControlScale(adaptor));
        return new Dictionary<string, torch.Tensor> { ["y"] = y };
    }
}
