using TorchTss.Metrics.Musiq;
using static TorchSharp.torch;

namespace TorchTss.Tests.Metrics.Musiq;

public sealed class SamePaddingTests
{
    [TestCase(32, 7, 2, 2, 37)]
    [TestCase(16, 3, 2, 0, 17)]
    [TestCase(8, 3, 1, 1, 10)]
    [TestCase(8, 1, 1, 0, 8)]
    [TestCase(149, 32, 32, 5, 160)]
    [TestCase(5, 1, 3, 0, 5)]
    public void Puts_the_smaller_half_before(int side, int kernel, int stride, int before, int total)
    {
        using var scope = NewDisposeScope();
        var padded = SamePadding.Apply(ones(1, 1, side, side), kernel, stride);
        Assert.That(padded.shape[2..], Is.EqualTo(new long[] { total, total }));
        Assert.That(padded.sum().item<float>(), Is.EqualTo(side * side));
        Assert.That(padded.amax([0, 1, 3]).argmax().item<long>(), Is.EqualTo(before));
        Assert.That(padded.amax([0, 1, 2]).argmax().item<long>(), Is.EqualTo(before));
    }
}
