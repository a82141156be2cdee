using System.Text.Json;
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
        var json = new ConfigReader(fixture.Config, fixture.ConfigFile());
        string[] foreign = ["up", "down", "skip_time_act", "groups_out", "kernel", "conv_2d_out_channels"];
        foreach (var key in foreign) json.Only(key, null);
        json.Only("output_scale_factor", 1);
        json.Name("non_linearity", "swish", "swish", "silu");
        var input = json.Count("in_channels", 0);
        var (output, groups, eps) = (json.OptionalCount("out_channels") ?? input, json.Count("groups", 32), json.Number("eps", 1e-6));
        var isTimeless = fixture.Config.TryGetProperty("temb_channels", out var time) && time.ValueKind == JsonValueKind.Null;
        if (isTimeless) return new AutoencoderResnetBlock(input, output, groups, eps);
        var scaleShift = json.Name("time_embedding_norm", "default", "default", "scale_shift") == "scale_shift";
        return new ResnetBlock(new ResnetShape(input, output, json.Count("temb_channels", 512), groups, eps, scaleShift));
    }

    public IReadOnlyDictionary<string, torch.Tensor> Run(FixtureCase fixture, torch.nn.Module? module)
    {
        var x = fixture.Input("input_tensor", module!);
        var output = module is ResnetBlock block
            ? block.call(x, TimeField.OfEmbeddings(fixture.Input("temb", block)))
            : ((AutoencoderResnetBlock)module!).call(x);
        return new Dictionary<string, torch.Tensor> { ["hidden_states"] = output };
    }
}
