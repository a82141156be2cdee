using TorchTss.Metrics.ClipIqa;
using TorchTss.Tests.Networks;
using static TorchSharp.torch;

namespace TorchTss.Tests.Metrics.ClipIqa;

public sealed class ClipAttentionPoolTests
{
    private const int Channels = 12, Heads = 3, Features = 5;

    [Test]
    public void Is_the_first_answer_of_an_attention_in_which_every_position_asks()
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using var pool = Toy.Filled(new ClipAttentionPool(Channels, 5, Heads, Features));
        var x = Toy.Input("x", 2, Channels, 3, 4);
        var weights = pool.state_dict();

        var tokens = x.flatten(2).permute(2, 0, 1);                                         // [hw, B, C]
        tokens = cat([tokens.mean([0], keepdim: true), tokens], 0);
        Tensor Linear(string name, Tensor of) => nn.functional.linear(of, weights[$"{name}.weight"], weights[$"{name}.bias"]);
        Tensor Split(string name) => Linear(name, tokens).view(13, 2, Heads, Channels / Heads).permute(1, 2, 0, 3);    // [B, heads, L, d]
        var scores = Split("q_proj").matmul(Split("k_proj").transpose(2, 3)) / Math.Sqrt(Channels / Heads);
        var all = Linear("c_proj", scores.softmax(3).matmul(Split("v_proj")).transpose(1, 2).flatten(2));              // [B, L, features]

        var answer = pool.call(x, false);
        Assert.That((answer - all.select(1, 0)).abs().max().item<float>(), Is.LessThan(1e-6));
        Assert.That((answer - all.select(1, 1)).abs().max().item<float>(), Is.GreaterThan(1e-3), "the answers differ");
    }

    [Test]
    public void Positions_of_the_trained_grid_are_added_as_they_are()
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        using var pool = Toy.Filled(new ClipAttentionPool(Channels, 5, Heads, Features));
        using var still = Toy.Filled(new ClipAttentionPool(Channels, 5, Heads, Features));
        still.state_dict()["positional_embedding"].zero_();
        var x = Toy.Input("x", 1, Channels, 2, 2);
        Assert.That(still.call(x, true).allclose(pool.call(x, false)), Is.True, "a table of zeros adds nothing");
        Assert.That(pool.call(x, true).allclose(pool.call(x, false)), Is.False);
    }
}
