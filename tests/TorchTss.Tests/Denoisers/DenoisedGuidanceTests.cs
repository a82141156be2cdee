using TorchTss.Denoisers;
using TorchTss.Samplers;
using static TorchSharp.torch;

namespace TorchTss.Tests.Denoisers;

public sealed class DenoisedGuidanceTests
{
    [Test]
    public void Weight_follows_the_sigma_of_each_position()
    {
        using var scope = NewDisposeScope();
        Denoise halves = (x, _, _) => cat([zeros_like(x[..1]), ones_like(x[..1])]);
        var sigma = tensor(new[] { 0, 14.6146, 29.2292 }, [1, 1, 1, 3]);
        var guided = halves.WithGuidance(new SigmaLine(AtClean: 4, AtNoisiest: 1))(zeros(1, 1, 1, 3), sigma, null!);
        Assert.That(guided.data<float>().ToArray(), Is.EqualTo(new[] { 4f, 1f, -2f }).Within(1e-6f));
    }

    [Test]
    public void Sigmas_of_a_batch_are_doubled_with_it()
    {
        using var scope = NewDisposeScope();
        Tensor? seen = null;
        Denoise inner = (x, sigma, _) =>
        {
            seen = sigma.clone().DetachFromDisposeScope();
            return x.alias();
        };
        inner.WithGuidance(new SigmaLine(2))(zeros(2, 1, 1, 1), tensor(new[] { 3.0, 5.0 }, [2, 1, 1, 1]), null!);
        using (seen) Assert.That(seen!.data<double>().ToArray(), Is.EqualTo(new[] { 3.0, 5, 3, 5 }));
    }
}
