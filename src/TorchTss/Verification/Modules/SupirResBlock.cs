using TorchSharp;
using TorchTss.Networks;
using TorchTss.Networks.Supir;
using TorchTss.Runtime;

namespace TorchTss.Verification.Modules;

/// <summary>One residual block, with an embedding vector or an embedding map.</summary>
[Named("supir.ResBlock", "residual block of SUPIR's networks (sgm)")]
internal sealed class SupirResBlock : IFixtureModule
{
    private const string Convolved = "in_layers.2", Projected = "emb_layers.1";

    public torch.nn.Module Build(FixtureCase fixture)
    {
        var json = fixture.Config;
        foreach (var key in (ReadOnlySpan<string>)["use_conv", "use_scale_shift_norm", "up", "down", "skip_t_emb", "exchange_temb_dims"])
        {
            json.Only(key, false);
        }
        json.Only("dims", 2);
        json.Only("kernel_size", 3);
        json.Ignore("dropout", "use_checkpoint");
        var input = json.RequiredCount("channels");
        return new ResBlock(new ResnetShape(input, json.OptionalCount("out_channels") ?? input, json.RequiredCount("emb_channels"), 32, 1e-5));
    }

    public IReadOnlyDictionary<string, torch.Tensor> Run(FixtureCase fixture, torch.nn.Module? module)
    {
        var block = (ResBlock)module!;
        fixture.Call.Ignore("emb");                             // says what in.emb is
        var (x, embedding) = (fixture.Input("x", block), fixture.Input("emb", block));
        torch.Tensor? y = null;
        var inner = SupirInputs.Tapped(block, [Convolved, Projected], () => y = block.call(x, TimeField.OfEmbeddings(embedding)));
        var projected = inner[Projected].transpose(1, 2);       // [B, C, positions]
        return new Dictionary<string, torch.Tensor>
        {
            ["y"] = y!,
            ["in_layers"] = inner[Convolved],
            ["emb_out"] = embedding.dim() == 2 ? projected.squeeze(2) : projected.unflatten(2, [embedding.size(2), embedding.size(3)]),
        };
    }
}
