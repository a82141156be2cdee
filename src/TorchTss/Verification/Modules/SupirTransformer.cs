using TorchSharp;
using TorchTss.Networks;
using TorchTss.Runtime;

namespace TorchTss.Verification.Modules;

/// <summary>The transformer over positions under sgm's argument names.</summary>
[Named("supir.SpatialTransformer", "spatial transformer of SUPIR's networks (sgm)")]
internal sealed class SupirTransformer : IFixtureModule
{
    private const string Entered = "proj_in", First = "transformer_blocks.0";

    public torch.nn.Module Build(FixtureCase fixture)
    {
        var json = fixture.Config;
        json.Only("disable_self_attn", false);
        json.Ignore("dropout", "attn_type", "use_checkpoint", "sdp_backend");
        return new SpatialTransformer(new TransformerShape(
            json.RequiredCount("in_channels"),
            json.RequiredCount("n_heads"),
            json.RequiredCount("d_head"),
            json.Count("depth", 1),
            json.FirstCount("context_dim"),
            Groups: 32,
            json.Flag("use_linear", false)));
    }

    public IReadOnlyDictionary<string, torch.Tensor> Run(FixtureCase fixture, torch.nn.Module? module)
    {
        var transformer = (SpatialTransformer)module!;
        var (x, context) = (fixture.Input("x", transformer), fixture.Input("context", transformer));
        torch.Tensor? y = null;
        var inner = SupirInputs.Tapped(transformer, [Entered, First], () => y = transformer.call(x, context));
        var entered = inner[Entered];
        return new Dictionary<string, torch.Tensor>
        {
            ["y"] = y!,
            ["proj_in"] = entered.dim() == 4 ? entered.flatten(2).transpose(1, 2) : entered,
            ["block.0"] = inner[First],
        };
    }
}
