using TorchSharp;
using TorchTss.Networks;
using TorchTss.Runtime;

namespace TorchTss.Verification.Modules;

/// <summary>The perceptron behind a sinusoid.</summary>
[Named("diffusers.TimestepEmbedding", "perceptron of the time embedding (diffusers)")]
internal sealed class DiffusersTimestepEmbedding : IFixtureModule
{
    public torch.nn.Module Build(FixtureCase fixture)
    {
        var json = new ConfigReader(fixture.Config, fixture.ConfigFile());
        foreach (var key in (ReadOnlySpan<string>)["out_dim", "post_act_fn", "cond_proj_dim"]) json.Only(key, null);
        json.Name("act_fn", "silu", "silu", "swish");
        return new TimestepEmbedding(json.Count("in_channels", 0), json.Count("time_embed_dim", 0));
    }

    public IReadOnlyDictionary<string, torch.Tensor> Run(FixtureCase fixture, torch.nn.Module? module)
    {
        var embedding = (TimestepEmbedding)module!;
        return new Dictionary<string, torch.Tensor> { ["emb"] = embedding.call(fixture.Input("sample", embedding)) };
    }
}
