using TorchTss.Networks;
using static TorchSharp.torch;

namespace TorchTss.Tests.Networks;

public sealed class BasicTransformerBlockTests
{
    private static readonly TransformerShape _shape = new(8, 2, 4, 1, 6, 4, Linear: false);

    [Test]
    public void Without_a_text_there_is_no_second_attention_and_no_norm_before_it()
    {
        using var with = new BasicTransformerBlock(_shape);
        using var without = new BasicTransformerBlock(_shape with { Context = null });
        string[] gone = [.. with.state_dict().Keys.Except(without.state_dict().Keys)];
        Assert.That(gone, Has.Length.EqualTo(7));
        Assert.That(gone, Is.All.Matches("^(norm2|attn2)\\."));
        using var off = no_grad();
        using var scope = NewDisposeScope();
        Assert.That(Toy.Filled(without).call(Toy.Input("x", 1, 3, 8), zeros(1, 1, 6)).shape, Is.EqualTo(new long[] { 1, 3, 8 }));
    }

    [Test]
    public void Attention_bias_is_on_queries_keys_and_values()
    {
        using var plain = new BasicTransformerBlock(_shape);
        using var biased = new BasicTransformerBlock(_shape with { AttentionBias = true });
        Assert.That(biased.state_dict().Keys.Except(plain.state_dict().Keys), Is.EquivalentTo(
            from attention in new[] { "attn1", "attn2" }
            from projection in new[] { "to_q", "to_k", "to_v" }
            select $"{attention}.{projection}.bias"));
    }

    [Test]
    public void The_epsilon_is_that_of_all_three_norms()
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using var usual = Toy.Filled(new BasicTransformerBlock(_shape));
        using var large = Toy.Filled(new BasicTransformerBlock(_shape with { NormEps = 0.1 }));
        var (x, text) = (Toy.Input("x", 1, 3, 8), Toy.Input("text", 1, 2, 6));
        Assert.That(usual.call(x, text).allclose(large.call(x, text)), Is.False);
    }
}
