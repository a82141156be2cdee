using TorchTss.Networks;
using TorchTss.Verification;
using static TorchSharp.torch;

namespace TorchTss.Tests.Networks;

public sealed class ForwardTapTests
{
    [Test]
    public void Copies_what_inner_modules_of_any_arity_answer()
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using var unet = new UNet(Toy.UNetA);
        const string transformer = "down_blocks.0.attentions.0.transformer_blocks.0";
        string[] paths =
        [
            "conv_in", "time_embedding", "down_blocks.0", "down_blocks.0.resnets.0", "mid_block", "up_blocks.3", "up_blocks.0.upsamplers.0",
            transformer, $"{transformer}.attn2.to_k", $"{transformer}.ff.net.0",
        ];
        using var tap = new ForwardTap(unet, paths);
        Toy.Run(unet, Toy.Input("sample", 1, 4, 16, 16), tensor(1L), Toy.Text(1));
        Assert.That(tap.Outputs.Keys, Is.EquivalentTo(paths));
        Assert.That(tap.Outputs["down_blocks.0"].shape, Is.EqualTo(new long[] { 1, 32, 8, 8 }));
        Assert.That(tap.Outputs["up_blocks.0.upsamplers.0"].shape, Is.EqualTo(new long[] { 1, 64, 4, 4 }));
    }

    [Test]
    public void Stops_listening_when_disposed()
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using var embedding = new TimestepEmbedding(4, 8);
        var tap = new ForwardTap(embedding, ["linear_1"]);
        tap.Dispose();
        embedding.call(zeros(1, 4));
        Assert.That(tap.Outputs, Is.Empty);
    }

    [Test]
    public void A_path_that_is_not_there_has_its_reason_and_leaves_the_others_alone()
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using var embedding = new TimestepEmbedding(4, 8);
        using var tap = new ForwardTap(embedding, ["linear_3", "linear_1"]);
        embedding.call(zeros(1, 4));
        Assert.That(tap.Outputs.Keys, Is.EqualTo(new[] { "linear_1" }));
        Assert.That(tap.Reason("linear_3"), Is.EqualTo("not computed here: TimestepEmbedding has no module of its own there"));
    }

    [Test]
    public void A_module_without_a_forward_pass_has_its_reason()
    {
        using var block = new MidBlock(new ResnetShape(8, 8, 8, 4, 1e-5), new TransformerShape(8, 2, 4, 1, 8, 4, false));
        using var tap = new ForwardTap(block, ["resnets"]);
        Assert.That(tap.Reason("resnets"), Is.EqualTo("not computed here: a ModuleList has no forward pass to listen to"));
    }
}
