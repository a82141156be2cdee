using TorchSharp;
using TorchTss.Networks;
using TorchTss.Runtime;

namespace TorchTss.Verification.Modules;

/// <summary>One residual block: with an embedding vector, an embedding map, or, where <c>temb_channels</c> is null, the autoencoder's.</summary>
[Named("diffusers.ResnetBlock2D", "residual block of UNet and autoencoder (diffusers)")]
internal sealed class DiffusersResnetBlock : IFixtureModule
{
    public torch.nn.Module Build(FixtureCase fixture)
    {
        var json = fixture.Config;
        foreach (var key in (ReadOnlySpan<string>)["kernel", "conv_2d_out_channels"]) json.Only(key, null);
        json.Flag("down", false);                               // up goes first where both are set, as in the original
        json.Name("non_linearity", "swish", "swish", "silu");
        json.Only("conv_shortcut_bias", true);
        json.Ignore("dropout", "pre_norm", "conv_shortcut");    // none changes what is computed without training
        var input = json.RequiredCount("in_channels");
        var (output, groups) = (json.OptionalCount("out_channels") ?? input, json.Count("groups", 32));
        if (json.Value("use_in_shortcut") is not null) json.Only("use_in_shortcut", input != output);
        var time = json.IsNull("temb_channels") ? 0 : json.Count("temb_channels", 512);
        var shape = new ResnetShape(input, output, time, groups, json.Number("eps", 1e-6))
        {
            GroupsOut = json.OptionalCount("groups_out") ?? groups,
            Resample = json.Flag("up", false) ? Resampling.Double : json.Flag("down", false) ? Resampling.Halve : null,
            Divisor = json.Number("output_scale_factor", 1),
            ScaleShift = json.Name("time_embedding_norm", "default", "default", "scale_shift") == "scale_shift",
        };
        return shape.Time == 0 ? new AutoencoderResnetBlock(shape) : new ResnetBlock(shape);
    }

    public IReadOnlyDictionary<string, torch.Tensor> Run(FixtureCase fixture, torch.nn.Module? module)
    {
        var x = fixture.Input("input_tensor", module!);
        var output = module is ResnetBlock block
            ? block.call(x, TimeField.OfEmbeddings(fixture.Input("temb", block), activate: !fixture.Config.Flag("skip_time_act", false)))
            : ((AutoencoderResnetBlock)module!).call(x);
        return new Dictionary<string, torch.Tensor> { ["hidden_states"] = output };
    }
}
