using System.Text.Json.Nodes;
using static System.FormattableString;

namespace TorchTss.Checkpoints.Layouts.Configs;

/// <summary>The configuration of SUPIR's networks in the vocabulary of sgm, read from the shapes of their tensors.</summary>
internal static class SupirShape
{
    private const int HeadChannels = 64;

    /// <summary>The constructor arguments of sgm's UNet, which are the control network's too.</summary>
    /// <param name="keys">As sgm names them: input_blocks, middle_block, ….</param>
    public static JsonObject Network(KeyTable keys)
    {
        var levels = Levels(keys);
        var width = keys.Size("input_blocks.0.0.weight", 0);
        int[] depth = [.. levels.Select(l => l.Select(i => keys.CountUnder(Invariant($"input_blocks.{i}.1.transformer_blocks."))).FirstOrDefault())];
        var projection = keys.Names.FirstOrDefault(n => n.EndsWith(".proj_in.weight", StringComparison.Ordinal));
        var context = keys.Names.FirstOrDefault(n => n.EndsWith(".attn2.to_k.weight", StringComparison.Ordinal));
        return new JsonObject
        {
            ["in_channels"] = keys.Size("input_blocks.0.0.weight", 1),
            ["out_channels"] = keys.Has("out.2.weight") ? keys.Size("out.2.weight", 0) : keys.Size("input_blocks.0.0.weight", 1),
            ["model_channels"] = width,
            ["channel_mult"] = Numbers(levels.Select(l => Channels(keys, l) / Math.Max(1, width))),
            ["num_res_blocks"] = Numbers(levels.Select(l => l.Count)),
            ["attention_resolutions"] = Numbers(Enumerable.Range(0, levels.Count).Where(level => depth[level] > 0).Select(level => 1 << level)),
            ["transformer_depth"] = Numbers(depth),
            ["transformer_depth_middle"] = keys.CountUnder("middle_block.1.transformer_blocks."),
            ["num_head_channels"] = HeadChannels,
            ["context_dim"] = context is null ? 0 : keys.Size(context, 1),
            ["adm_in_channels"] = keys.Size("label_emb.0.0.weight", 1),
            ["use_linear_in_transformer"] = projection is null || keys.Shape(projection).Length == 2,
            ["num_classes"] = "sequential",
        };
    }

    /// <summary>What the adaptors say of themselves: how many, and which of them attend to the control.</summary>
    /// <param name="keys">0.param_free_norm.weight, ….</param>
    public static JsonObject Adaptors(KeyTable keys)
    {
        var count = keys.CountUnder("");
        return new JsonObject
        {
            ["adaptors"] = count,
            ["attending"] = Numbers(Enumerable.Range(0, count).Where(i => keys.HasUnder(Invariant($"{i}.attn.")))),
        };
    }

    /// <summary>The blocks of each level of the way down; a downsampling begins the next.</summary>
    private static List<List<int>> Levels(KeyTable keys)
    {
        var levels = new List<List<int>> { new() };
        foreach (var i in Enumerable.Range(1, Math.Max(0, keys.CountUnder("input_blocks.") - 1)))
        {
            if (keys.HasUnder(Invariant($"input_blocks.{i}.0.op."))) levels.Add([]);
            else levels[^1].Add(i);
        }
        return levels;
    }

    private static int Channels(KeyTable keys, List<int> level) =>
        level.Select(i => keys.Size(Invariant($"input_blocks.{i}.0.out_layers.3.weight"), 0)).FirstOrDefault();

    private static JsonArray Numbers(IEnumerable<int> values) => [.. values.Select(v => (JsonNode)v)];
}
