using TorchSharp;
using TorchTss.Networks;
using TorchTss.Runtime;

namespace TorchTss.Verification.Modules;

/// <summary>The sinusoids of sizes, one number beside the other.</summary>
[Named("supir.ConcatTimestepEmbedderND", "SUPIR's embedding of sizes (sgm)")]
internal sealed class SupirSizeEmbedder : IFixtureModule
{
    public IReadOnlyDictionary<string, torch.Tensor> Run(FixtureCase fixture, torch.nn.Module? module)
    {
        var x = fixture.Input("x");
        var embedding = new Sinusoid(fixture.Config.RequiredCount("outdim")).Of(x.flatten());
        return new Dictionary<string, torch.Tensor> { ["emb"] = embedding.view(x.size(0), -1) };
    }
}
