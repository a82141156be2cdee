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
        var json = fixture.Config;
        json.Only("cond_proj_dim", null);
        json.Only("sample_proj_bias", true);
        var hidden = json.RequiredCount("time_embed_dim");
        return new TimestepEmbedding(
            json.RequiredCount("in_channels"), hidden, json.OptionalCount("out_dim") ?? hidden,
            json.Name("act_fn", "silu", Activation.Names), json.OptionalName("post_act_fn", Activation.Names));
    }

    public IReadOnlyDictionary<string, torch.Tensor> Run(FixtureCase fixture, torch.nn.Module? module)
    {
        var embedding = (TimestepEmbedding)module!;
        return new Dictionary<string, torch.Tensor> { ["emb"] = embedding.call(fixture.Input("sample", embedding)) };
    }
}
