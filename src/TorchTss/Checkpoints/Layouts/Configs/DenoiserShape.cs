using System.Text.Json.Nodes;
using static System.FormattableString;

namespace TorchTss.Checkpoints.Layouts.Configs;

/// <summary>The configuration of a UNet or a ControlNet, read from the shapes of its tensors.</summary>
/// <remarks>Heads, groups and activations leave no trace in a shape: they are those of the family.</remarks>
internal static class DenoiserShape
{
    private const int TimeChannels = 256;       // of each of SDXL's six sizes

    /// <summary>A diffusers <c>unet/config.json</c>.</summary>
    /// <param name="keys">As diffusers names them.</param>
    /// <param name="family">What shapes do not say.</param>
    public static JsonObject UNet(KeyTable keys, ModelFamily family)
    {
        var config = Shared(keys, family, "UNet2DConditionModel");
        config["out_channels"] = keys.Size("conv_out.weight", 0);
        config["sample_size"] = family.SampleSize;
        config["up_block_types"] = Names(keys, "up_blocks", "CrossAttnUpBlock2D", "UpBlock2D");
        return config;
    }

    /// <summary>A diffusers <c>controlnet/config.json</c>.</summary>
    /// <param name="keys">As diffusers names them.</param>
    /// <param name="family">What shapes do not say.</param>
    public static JsonObject ControlNet(KeyTable keys, ModelFamily family)
    {
        const string hint = "controlnet_cond_embedding";
        var config = Shared(keys, family, "ControlNetModel");
        config["conditioning_channels"] = keys.Size($"{hint}.conv_in.weight", 1);
        // Every second block goes on to the next width.
        var wider = Enumerable.Range(0, keys.CountUnder($"{hint}.blocks.") / 2).Select(k => keys.Size(Invariant($"{hint}.blocks.{2 * k + 1}.weight"), 0));
        config["conditioning_embedding_out_channels"] = Numbers([keys.Size($"{hint}.conv_in.weight", 0), .. wider]);
        return config;
    }

    private static JsonObject Shared(KeyTable keys, ModelFamily family, string @class)
    {
        var levels = keys.CountUnder("down_blocks.");
        int[] channels = [.. Levels(levels).Select(d => keys.Size(Invariant($"down_blocks.{d}.resnets.0.conv1.weight"), 0))];
        var config = new JsonObject
        {
            ["_class_name"] = @class,
            ["in_channels"] = keys.Size("conv_in.weight", 1),
            ["block_out_channels"] = Numbers(channels),
            ["layers_per_block"] = keys.CountUnder("down_blocks.0.resnets."),
            ["down_block_types"] = Names(keys, "down_blocks", "CrossAttnDownBlock2D", "DownBlock2D"),
            ["transformer_layers_per_block"] = Depth(keys, levels),
            ["cross_attention_dim"] = keys.Names.Where(n => n.EndsWith(".attn2.to_k.weight", StringComparison.Ordinal)).Select(n => keys.Size(n, 1)).FirstOrDefault(1),
            // diffusers' name for the number of heads.
            ["attention_head_dim"] = family.Heads is { } heads ? heads : Numbers([.. channels.Select(c => Math.Max(1, c / family.HeadChannels))]),
            ["use_linear_projection"] = family != ModelFamily.Sd1,
        };
        if (keys.HasUnder("add_embedding."))
        {
            config["addition_embed_type"] = "text_time";
            config["addition_time_embed_dim"] = TimeChannels;
            config["projection_class_embeddings_input_dim"] = keys.Size("add_embedding.linear_1.weight", 1);
        }
        return config;
    }

    private static JsonArray Names(KeyTable keys, string side, string withAttention, string plain) =>
        [.. Levels(keys.CountUnder($"{side}.")).Select(d => (JsonNode)(keys.HasUnder(Invariant($"{side}.{d}.attentions.")) ? withAttention : plain))];

    // A level without transformers has a depth too, which nobody reads; the deepest level's is that of the bottom.
    private static JsonArray Depth(KeyTable keys, int levels)
    {
        int[] depth = [.. Levels(levels).Select(d => keys.CountUnder(Invariant($"down_blocks.{d}.attentions.0.transformer_blocks.")))];
        var middle = keys.CountUnder("mid_block.attentions.0.transformer_blocks.");
        if (depth is [.., 0]) depth[^1] = middle;
        return Numbers([.. depth.Select(d => Math.Max(1, d))]);
    }

    private static IEnumerable<int> Levels(int count) => Enumerable.Range(0, count);

    private static JsonArray Numbers(int[] values) => [.. values.Select(v => (JsonNode)v)];
}
