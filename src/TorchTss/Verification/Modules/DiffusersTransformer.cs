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
        var json = new ConfigReader(fixture.Config, fixture.ConfigFile());
        string[] foreign = ["attention_bias", "num_vector_embeds", "patch_size", "only_cross_attention", "double_self_attention"];
        foreach (var key in foreign) json.Only(key, null);
        json.Only("activation_fn", "geglu");
        json.Only("norm_type", "layer_norm");
        json.Only("norm_elementwise_affine", true);
        json.Only("norm_eps", 1e-5);
        json.Only("attention_type", "default");
        var channels = json.Count("in_channels", 0);
        json.Only("out_channels", channels);
        return new SpatialTransformer(new TransformerShape(
            channels,
            json.Count("num_attention_heads", 16),
            json.Count("attention_head_dim", 88),
            json.Count("num_layers", 1),
            json.Count("cross_attention_dim", 0),
            json.Count("norm_num_groups", 32),
            json.Flag("use_linear_projection", false)));
    }

    public IReadOnlyDictionary<string, torch.Tensor> Run(FixtureCase fixture, torch.nn.Module? module)
    {
        var transformer = (SpatialTransformer)module!;
        var output = transformer.call(fixture.Input("hidden_states", transformer), fixture.Input("encoder_hidden_states", transformer));
        return new Dictionary<string, torch.Tensor> { ["sample"] = output };
    }
}
