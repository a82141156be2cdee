using TorchSharp;
using TorchTss.Networks.Supir;
using TorchTss.Runtime;

namespace TorchTss.Verification.Modules;

/// <summary>The adaptor that attends to the control.</summary>
[Named("supir.ZeroCrossAttn", "SUPIR's adaptor of the main path")]
internal sealed class SupirZeroCrossAttention : IFixtureModule
{
    public torch.nn.Module Build(FixtureCase fixture)
    {
        fixture.Config.Only("mask", false);
        fixture.Config.Ignore("zero_out");                      // how training begins
        return new ZeroCrossAttention(fixture.Config.RequiredCount("context_dim"), fixture.Config.RequiredCount("query_dim"));
    }

    public IReadOnlyDictionary<string, torch.Tensor> Run(FixtureCase fixture, torch.nn.Module? module)
    {
        var adaptor = (ZeroCrossAttention)module!;
        var y = adaptor.call(fixture.Input("context", adaptor), fixture.Input("x", adaptor), fixture.ControlScale(adaptor));
        return new Dictionary<string, torch.Tensor> { ["y"] = y };
    }
}
