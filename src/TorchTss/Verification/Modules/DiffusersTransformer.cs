using TorchSharp;
using TorchTss.Networks;
using TorchTss.Runtime;

namespace TorchTss.Verification.Modules;

/// <summary>The transformer over positions; here <c>attention_head_dim</c> is the head size, unlike in a UNet's configuration.</summary>
[Named("diffusers.Transformer2DModel", "spatial transformer of the UNet (diffusers)")]
internal sealed class DiffusersTransformer : IFixtureModule
{
    public torch.nn.Module Build(FixtureCase fixture)
    {
        var json = fixture.Config;
        string[] foreign = ["num_vector_embeds", "patch_size", "only_cross_attention", "double_self_attention", "num_embeds_ada_norm"];
        foreach (var key in foreign) json.Only(key, null);
        json.Only("activation_fn", "geglu");
        json.Only("norm_type", "layer_norm");
        json.Only("norm_elementwise_affine", true);
        json.Only("attention_type", "default");
        json.Ignore("dropout", "upcast_attention", "sample_size");      // none changes what is computed here
        var channels = json.RequiredCount("in_channels");
        if (json.Value("out_channels") is not null) json.Only("out_channels", channels);
        return new SpatialTransformer(new TransformerShape(
            channels,
            json.Count("num_attention_heads", 16),
            json.Count("attention_head_dim", 88),
            json.Count("num_layers", 1),
            json.OptionalCount("cross_attention_dim"),
            json.Count("norm_num_groups", 32),
            json.Flag("use_linear_projection", false))
        {
            NormEps = json.Number("norm_eps", 1e-5),
            AttentionBias = json.Flag("attention_bias", false),
        });
    }

    public IReadOnlyDictionary<string, torch.Tensor> Run(FixtureCase fixture, torch.nn.Module? module)
    {
        var transformer = (SpatialTransformer)module!;
        var x = fixture.Input("hidden_states", transformer);
        // Without attention to a text nobody looks at one.
        var context = fixture.Config.OptionalCount("cross_attention_dim") is null && fixture.OptionalInput("encoder_hidden_states") is null
            ? x : fixture.Input("encoder_hidden_states", transformer);
        var output = transformer.call(x, context);
        return new Dictionary<string, torch.Tensor> { ["sample"] = output };
    }
}
