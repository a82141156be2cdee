using System.Text.Json.Nodes;
using static System.FormattableString;

namespace TorchTss.Checkpoints.Layouts.Configs;

/// <summary>The configuration of an autoencoder, read from the shapes of its tensors.</summary>
internal static class AutoencoderShape
{
    /// <summary>A diffusers <c>vae/config.json</c>.</summary>
    /// <param name="keys">As diffusers names them.</param>
    /// <param name="family">Whose scaling factor its latents have.</param>
    public static JsonObject Of(KeyTable keys, ModelFamily family)
    {
        var levels = keys.CountUnder("encoder.down_blocks.");
        return new JsonObject
        {
            ["_class_name"] = "AutoencoderKL",
            ["in_channels"] = keys.Size("encoder.conv_in.weight", 1),
            ["out_channels"] = keys.Size("decoder.conv_out.weight", 0),
            ["latent_channels"] = keys.Size("decoder.conv_in.weight", 1),
            ["block_out_channels"] = Widths(keys, "encoder."),
            ["down_block_types"] = Repeated("DownEncoderBlock2D", levels),
            ["up_block_types"] = Repeated("UpDecoderBlock2D", levels),
            ["layers_per_block"] = keys.CountUnder("encoder.down_blocks.0.resnets."),
            ["mid_block_add_attention"] = keys.HasUnder("encoder.mid_block.attentions."),
            ["use_quant_conv"] = keys.HasUnder("quant_conv."),
            ["use_post_quant_conv"] = keys.HasUnder("post_quant_conv."),
            ["sample_size"] = 8 * family.SampleSize,
            ["scaling_factor"] = family.ScalingFactor,
            ["force_upcast"] = family != ModelFamily.Sd1,
        };
    }

    /// <summary>What an encoder by itself says of its autoencoder.</summary>
    /// <param name="keys">As diffusers names them.</param>
    /// <param name="prefix">Before each of them, with the dot.</param>
    public static JsonObject Encoder(KeyTable keys, string prefix) => new()
    {
        ["in_channels"] = keys.Size($"{prefix}conv_in.weight", 1),
        ["latent_channels"] = keys.Size($"{prefix}conv_out.weight", 0) / 2,
        ["block_out_channels"] = Widths(keys, prefix),
        ["layers_per_block"] = keys.CountUnder($"{prefix}down_blocks.0.resnets."),
    };

    private static JsonArray Widths(KeyTable keys, string prefix) =>
    [
        .. Enumerable.Range(0, keys.CountUnder($"{prefix}down_blocks."))
            .Select(i => (JsonNode)keys.Size(Invariant($"{prefix}down_blocks.{i}.resnets.0.conv1.weight"), 0)),
    ];

    private static JsonArray Repeated(string type, int count) => [.. Enumerable.Repeat(type, count).Select(t => (JsonNode)t)];
}
