using TorchSharp;
using TorchTss.Runtime;

namespace TorchTss.Tests.Runtime;

public sealed class SeededNoiseTests
{
    private static readonly long[] _shape = [1, 4, 8, 8];

    [Test]
    public void A_draw_depends_on_seed_and_name_alone()
    {
        using var scope = torch.NewDisposeScope();
        var noise = new SeededNoise(7);
        var first = noise.Draw("start", _shape);
        noise.Draw("step.0", _shape);
        Assert.That(noise.Draw("start", _shape).equal(first).all().item<bool>(), Is.True, "the same again, whatever was drawn in between");
        Assert.That(new SeededNoise(7).Draw("start", _shape).equal(first).all().item<bool>(), Is.True);
    }

    [Test]
    public void Other_seeds_and_names_give_other_draws()
    {
        using var scope = torch.NewDisposeScope();
        var draws = new[] { (0L, "start"), (1L, "start"), (-1L, "start"), (0L, "step.0"), (0L, "step.1"), (1L << 32, "start") }
            .Select(d => new SeededNoise(d.Item1).Draw(d.Item2, _shape)[0, 0, 0, 0].item<float>()).ToArray();
        Assert.That(draws, Is.Unique);
    }

    [Test]
    public void Draws_are_standard_normal()
    {
        using var scope = torch.NewDisposeScope();
        var draw = new SeededNoise(3).Draw("start", [1, 4, 128, 128]);
        Assert.That(draw.mean().item<float>(), Is.Zero.Within(0.02));
        Assert.That(draw.std().item<float>(), Is.EqualTo(1).Within(0.02));
    }

    [Test]
    public void The_global_generator_is_left_alone()
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(0);
        new SeededNoise(5).Draw("start", _shape);
        Assert.That(torch.randn(1).item<float>(), Is.EqualTo(1.5409961f), "torch's own first draw of seed 0");
    }

    [Test]
    public void Recorded_noise_replays_and_refuses_what_it_lacks()
    {
        using var scope = torch.NewDisposeScope();
        var noise = new RecordedNoise(new Dictionary<string, torch.Tensor> { ["start"] = torch.ones(_shape) });
        Assert.That(noise.Draw("start", _shape).sum().item<float>(), Is.EqualTo(256));
        Assert.That(() => noise.Draw("step.0", _shape),
            Throws.TypeOf<UserException>().With.Message.EqualTo("recorded noise: there is no draw named 'step.0'; recorded: start"));
        Assert.That(() => noise.Draw("start", [1, 4, 8, 9]),
            Throws.TypeOf<UserException>().With.Message.EqualTo("recorded noise: 'start' is [1, 4, 8, 8], but [1, 4, 8, 9] is needed"));
    }
}
