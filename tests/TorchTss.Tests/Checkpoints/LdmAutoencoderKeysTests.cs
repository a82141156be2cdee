using System.Collections.Immutable;
using TorchTss.Checkpoints;
using TorchTss.Checkpoints.Layouts;
using TorchTss.Checkpoints.Layouts.Spellings;

namespace TorchTss.Tests.Checkpoints;

public sealed class LdmAutoencoderKeysTests
{
    private static readonly (string Ldm, string Diffusers, long[] Shape)[] _keys =
    [
        ("conv_in.weight", "conv_in.weight", [32, 3, 3, 3]),
        ("down.0.block.1.norm2.bias", "down_blocks.0.resnets.1.norm2.bias", [32]),
        ("down.1.block.0.nin_shortcut.weight", "down_blocks.1.resnets.0.conv_shortcut.weight", [64, 32, 1, 1]),
        ("down.0.downsample.conv.bias", "down_blocks.0.downsamplers.0.conv.bias", [32]),
        ("mid.block_1.conv1.weight", "mid_block.resnets.0.conv1.weight", [64, 64, 3, 3]),
        ("mid.block_2.norm1.weight", "mid_block.resnets.1.norm1.weight", [64]),
        ("mid.attn_1.norm.weight", "mid_block.attentions.0.group_norm.weight", [64]),
        ("mid.attn_1.q.weight", "mid_block.attentions.0.to_q.weight", [64, 64, 1, 1]),
        ("mid.attn_1.proj_out.bias", "mid_block.attentions.0.to_out.0.bias", [64]),
        ("norm_out.weight", "conv_norm_out.weight", [64]),
        ("conv_out.weight", "conv_out.weight", [8, 64, 3, 3]),
    ];

    [TestCase("encoder.")]
    [TestCase("denoise_encoder.")]
    public void Both_encoders_of_supir_are_spelled_alike_and_come_back(string side)
    {
        var spelling = new LdmAutoencoderKeys();
        var table = new KeyTable(_keys.Select(k => (side + k.Ldm, k.Shape.ToImmutableArray())));
        var tensors = spelling.ToDiffusers(table).ToArray();
        Assert.That(tensors.Select(t => (t.Source, t.Name)), Is.EquivalentTo(_keys.Select(k => (side + k.Ldm, side + k.Diffusers))));

        var attention = tensors.Where(t => t.Step != TensorStep.None).Select(t => t.Name);
        Assert.That(attention, Is.EqualTo([$"{side}mid_block.attentions.0.to_q.weight"]));
        var back = spelling.FromDiffusers(new KeyTable(_keys.Select(k => (side + k.Diffusers, k.Shape.ToImmutableArray()))));
        Assert.That(back.Select(t => (t.Source, t.Name)), Is.EquivalentTo(_keys.Select(k => (side + k.Diffusers, side + k.Ldm))));
    }
}
