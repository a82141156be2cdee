using System.Globalization;
using static System.FormattableString;

namespace TorchTss.Checkpoints.Layouts.Spellings;

/// <summary>UNet and ControlNet as CompVis' ldm and Stability's sgm name them: blocks in one row, leaves by their place in a sequence.</summary>
internal sealed class LdmUNetKeys : IKeySpelling
{
    private static readonly RenamedPairs _wholes = new(
        ("time_embed.0", "time_embedding.linear_1"),
        ("time_embed.2", "time_embedding.linear_2"),
        ("label_emb.0.0", "add_embedding.linear_1"),
        ("label_emb.0.2", "add_embedding.linear_2"),
        ("input_blocks.0.0", "conv_in"),
        ("middle_block.1", "mid_block.attentions.0"),
        ("out.0", "conv_norm_out"),
        ("out.2", "conv_out"),
        ("input_hint_block.0", "controlnet_cond_embedding.conv_in"),
        ("middle_block_out.0", "controlnet_mid_block"));

    private static readonly RenamedPairs _leaves = new(
        ("in_layers.0", "norm1"),
        ("in_layers.2", "conv1"),
        ("emb_layers.1", "time_emb_proj"),
        ("out_layers.0", "norm2"),
        ("out_layers.3", "conv2"),
        ("skip_connection", "conv_shortcut"));

    /// <inheritdoc/>
    public IEnumerable<DerivedTensor> ToDiffusers(KeyTable keys)
    {
        var (perLevel, lastHint) = (PerLevel(keys), LastHint(keys));
        return keys.Names.Select(name => new DerivedTensor(Diffusers(name, perLevel, lastHint) ?? name, name));
    }

    /// <inheritdoc/>
    public IEnumerable<DerivedTensor> FromDiffusers(KeyTable keys)
    {
        var perLevel = keys.CountUnder("down_blocks.0.resnets.") + 1;
        return keys.Names.Select(name => new DerivedTensor(Ldm(name, perLevel, keys) ?? name, name));
    }

    private static string? Diffusers(string name, int perLevel, int lastHint)
    {
        return _wholes.ToDiffusers(name) ?? name.Split('.') switch
        {
            ["input_blocks", var i, "0", "op", .. var rest] => Invariant($"down_blocks.{DownLevel(i)}.downsamplers.0.conv.{Join(rest)}"),
            ["input_blocks", var i, "0", .. var leaf] => Invariant($"down_blocks.{DownLevel(i)}.resnets.{DownSlot(i)}.{Leaf(leaf)}"),
            ["input_blocks", var i, "1", .. var rest] => Invariant($"down_blocks.{DownLevel(i)}.attentions.{DownSlot(i)}.{Join(rest)}"),
            ["middle_block", "0", .. var leaf] => $"mid_block.resnets.0.{Leaf(leaf)}",
            ["middle_block", "2", .. var leaf] => $"mid_block.resnets.1.{Leaf(leaf)}",
            ["output_blocks", var i, "0", .. var leaf] => Invariant($"up_blocks.{UpLevel(i)}.resnets.{UpSlot(i)}.{Leaf(leaf)}"),
            // An upsampler stands after the attention, or in its place where there is none.
            ["output_blocks", var i, "1" or "2", "conv", .. var rest] => Invariant($"up_blocks.{UpLevel(i)}.upsamplers.0.conv.{Join(rest)}"),
            ["output_blocks", var i, "1", .. var rest] => Invariant($"up_blocks.{UpLevel(i)}.attentions.{UpSlot(i)}.{Join(rest)}"),
            ["input_hint_block", var k, .. var rest] when Number(k) == lastHint => $"controlnet_cond_embedding.conv_out.{Join(rest)}",
            ["input_hint_block", var k, .. var rest] => Invariant($"controlnet_cond_embedding.blocks.{Number(k) / 2 - 1}.{Join(rest)}"),
            ["zero_convs", var k, "0", .. var rest] => $"controlnet_down_blocks.{k}.{Join(rest)}",
            _ => null,
        };

        int DownLevel(string i) => (Number(i) - 1) / perLevel;
        int DownSlot(string i) => (Number(i) - 1) % perLevel;
        int UpLevel(string i) => Number(i) / perLevel;
        int UpSlot(string i) => Number(i) % perLevel;
    }

    private static string? Ldm(string name, int perLevel, KeyTable keys)
    {
        return _wholes.FromDiffusers(name) ?? name.Split('.') switch
        {
            ["down_blocks", var d, "downsamplers", "0", "conv", .. var rest] => Invariant($"input_blocks.{(Number(d) + 1) * perLevel}.0.op.{Join(rest)}"),
            ["down_blocks", var d, "resnets", var l, .. var leaf] => Invariant($"input_blocks.{Down(d, l)}.0.{LdmLeaf(leaf)}"),
            ["down_blocks", var d, "attentions", var l, .. var rest] => Invariant($"input_blocks.{Down(d, l)}.1.{Join(rest)}"),
            ["mid_block", "resnets", "0", .. var leaf] => $"middle_block.0.{LdmLeaf(leaf)}",
            ["mid_block", "resnets", "1", .. var leaf] => $"middle_block.2.{LdmLeaf(leaf)}",
            ["up_blocks", var u, "resnets", var l, .. var leaf] => Invariant($"output_blocks.{Up(u, l)}.0.{LdmLeaf(leaf)}"),
            ["up_blocks", var u, "attentions", var l, .. var rest] => Invariant($"output_blocks.{Up(u, l)}.1.{Join(rest)}"),
            ["up_blocks", var u, "upsamplers", "0", "conv", .. var rest] =>
                Invariant($"output_blocks.{(Number(u) + 1) * perLevel - 1}.{(keys.HasUnder($"up_blocks.{u}.attentions.") ? 2 : 1)}.conv.{Join(rest)}"),
            ["controlnet_cond_embedding", "conv_out", .. var rest] =>
                Invariant($"input_hint_block.{2 * (keys.CountUnder("controlnet_cond_embedding.blocks.") + 1)}.{Join(rest)}"),
            ["controlnet_cond_embedding", "blocks", var k, .. var rest] => Invariant($"input_hint_block.{2 * (Number(k) + 1)}.{Join(rest)}"),
            ["controlnet_down_blocks", var k, .. var rest] => $"zero_convs.{k}.0.{Join(rest)}",
            _ => null,
        };

        int Down(string level, string slot) => Number(level) * perLevel + Number(slot) + 1;
        int Up(string level, string slot) => Number(level) * perLevel + Number(slot);
    }

    /// <summary>Blocks per level: its residual ones and a downsampler; a network of one level has none.</summary>
    private static int PerLevel(KeyTable keys)
    {
        var blocks = keys.CountUnder("input_blocks.");
        return Enumerable.Range(0, blocks).FirstOrDefault(i => keys.HasUnder(Invariant($"input_blocks.{i}.0.op.")), Math.Max(blocks, 1));
    }

    private static int LastHint(KeyTable keys) => keys.Names
        .Where(n => n.StartsWith("input_hint_block.", StringComparison.Ordinal)).Select(n => Number(n.Split('.')[1])).DefaultIfEmpty().Max();

    private static string Leaf(string[] leaf) => _leaves.ToDiffusers(Join(leaf)) ?? Join(leaf);

    private static string LdmLeaf(string[] leaf) => _leaves.FromDiffusers(Join(leaf)) ?? Join(leaf);

    private static string Join(string[] rest) => string.Join('.', rest);

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
