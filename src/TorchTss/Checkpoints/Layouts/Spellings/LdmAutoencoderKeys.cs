using System.Globalization;
using static System.FormattableString;

namespace TorchTss.Checkpoints.Layouts.Spellings;

/// <summary>The autoencoder as CompVis' ldm names it. Levels of its decoder count from the picture, those of diffusers from the latent.</summary>
/// <remarks>Attention weights are those of 1×1 convolutions here and of linear layers there. SUPIR's second encoder, <c>denoise_encoder</c>,
/// is spelled as the first.</remarks>
internal sealed class LdmAutoencoderKeys : IKeySpelling
{
    private static readonly RenamedPairs _attention = new(
        ("norm", "group_norm"), ("q", "to_q"), ("k", "to_k"), ("v", "to_v"), ("proj_out", "to_out.0"));

    private static readonly RenamedPairs _leaves = new(("nin_shortcut", "conv_shortcut"));

    /// <inheritdoc/>
    public IEnumerable<DerivedTensor> ToDiffusers(KeyTable keys)
    {
        var levels = keys.CountUnder("decoder.up.");
        return keys.Names.Select(name => new DerivedTensor(Diffusers(name, levels) ?? name, name, AttentionSteps.Squeeze(keys, name, ".mid.attn_1.")));
    }

    /// <inheritdoc/>
    public IEnumerable<DerivedTensor> FromDiffusers(KeyTable keys)
    {
        var levels = keys.CountUnder("decoder.up_blocks.");
        return keys.Names.Select(name => new DerivedTensor(Ldm(name, levels) ?? name, name, AttentionSteps.Unsqueeze(keys, name)));
    }

    private static string? Diffusers(string name, int levels) => name.Split('.') switch
    {
        [var side, "norm_out", .. var rest] => $"{side}.conv_norm_out.{Join(rest)}",
        [var side, "mid", "block_1", .. var leaf] => $"{side}.mid_block.resnets.0.{Leaf(leaf)}",
        [var side, "mid", "block_2", .. var leaf] => $"{side}.mid_block.resnets.1.{Leaf(leaf)}",
        [var side, "mid", "attn_1", .. var leaf] => $"{side}.mid_block.attentions.0.{_attention.ToDiffusers(Join(leaf)) ?? Join(leaf)}",
        ["encoder" or "denoise_encoder", "down", var i, "block", var j, .. var leaf] => $"{Side(name)}.down_blocks.{i}.resnets.{j}.{Leaf(leaf)}",
        ["encoder" or "denoise_encoder", "down", var i, "downsample", .. var rest] => $"{Side(name)}.down_blocks.{i}.downsamplers.0.{Join(rest)}",
        ["decoder", "up", var i, "block", var j, .. var leaf] => Invariant($"decoder.up_blocks.{levels - 1 - Number(i)}.resnets.{j}.{Leaf(leaf)}"),
        ["decoder", "up", var i, "upsample", .. var rest] => Invariant($"decoder.up_blocks.{levels - 1 - Number(i)}.upsamplers.0.{Join(rest)}"),
        _ => null,
    };

    private static string? Ldm(string name, int levels) => name.Split('.') switch
    {
        [var side, "conv_norm_out", .. var rest] => $"{side}.norm_out.{Join(rest)}",
        [var side, "mid_block", "resnets", "0", .. var leaf] => $"{side}.mid.block_1.{LdmLeaf(leaf)}",
        [var side, "mid_block", "resnets", "1", .. var leaf] => $"{side}.mid.block_2.{LdmLeaf(leaf)}",
        [var side, "mid_block", "attentions", "0", .. var leaf] => $"{side}.mid.attn_1.{_attention.FromDiffusers(Join(leaf)) ?? Join(leaf)}",
        ["encoder" or "denoise_encoder", "down_blocks", var i, "resnets", var j, .. var leaf] => $"{Side(name)}.down.{i}.block.{j}.{LdmLeaf(leaf)}",
        ["encoder" or "denoise_encoder", "down_blocks", var i, "downsamplers", "0", .. var rest] => $"{Side(name)}.down.{i}.downsample.{Join(rest)}",
        ["decoder", "up_blocks", var i, "resnets", var j, .. var leaf] => Invariant($"decoder.up.{levels - 1 - Number(i)}.block.{j}.{LdmLeaf(leaf)}"),
        ["decoder", "up_blocks", var i, "upsamplers", "0", .. var rest] => Invariant($"decoder.up.{levels - 1 - Number(i)}.upsample.{Join(rest)}"),
        _ => null,
    };

    private static string Side(string name) => name[..name.IndexOf('.', StringComparison.Ordinal)];

    private static string Leaf(string[] leaf) => _leaves.ToDiffusers(Join(leaf)) ?? Join(leaf);

    private static string LdmLeaf(string[] leaf) => _leaves.FromDiffusers(Join(leaf)) ?? Join(leaf);

    private static string Join(string[] rest) => string.Join('.', rest);

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
