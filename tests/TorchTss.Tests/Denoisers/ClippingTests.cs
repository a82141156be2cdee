using TorchTss.Denoisers;
using TorchTss.Samplers;
using TorchTss.Tests.Samplers;
using static TorchSharp.torch;

namespace TorchTss.Tests.Denoisers;

public sealed class ClippingTests
{
    [Test]
    public void X0_stays_within_the_range()
    {
        using var scope = NewDisposeScope();
        using var schedule = Trajectory.Schedule(500);
        Denoise denoise = (x, sigma, step) => tensor(new[] { -3f, -0.5f, 0.5f, 3f }, [1, 1, 1, 4]);
        var run = Trajectory.Of(Trajectory.Sampler("euler"), denoise.WithClipping(0.75), ones(1, 1, 1, 4), schedule);
        Assert.That(run.Latents[0], Is.EqualTo(new[] { -0.75f, -0.5f, 0.5f, 0.75f }));
    }
}
