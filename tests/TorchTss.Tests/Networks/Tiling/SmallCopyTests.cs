using TorchTss.Networks.Tiling;
using static TorchSharp.torch;

namespace TorchTss.Tests.Networks.Tiling;

public sealed class SmallCopyTests
{
    [Test]
    public void Takes_the_pixels_in_the_middle_of_equal_parts()
    {
        using var scope = NewDisposeScope();
        using var source = TileSource.Of(arange(104, float32).view(1, 1, 1, 104).expand(1, 1, 52, 104));
        var copy = SmallCopy.Of(source, 16);
        Assert.That(copy.shape, Is.EqualTo(new long[] { 1, 1, 8, 16 }));
        // ⌊(i + ½)·6.5⌋, up to the affine map that restores mean and deviation: first differences are 6 and 7 in turn.
        var row = copy[0, 0, 0].data<float>().ToArray();
        long[] places = [3, 9, 16, 22, 29, 35, 42, 48, 55, 61, 68, 74, 81, 87, 94, 100];
        var scale = (row[^1] - row[0]) / (places[^1] - places[0]);
        Assert.That(row.Select((v, i) => v - row[0] - scale * (places[i] - places[0])), Is.All.EqualTo(0).Within(1e-4));
    }

    [Test]
    public void Has_the_mean_deviation_and_range_of_the_original()
    {
        using var scope = NewDisposeScope();
        var x = Toy.Input("x", 2, 3, 61, 83) * tensor(new float[] { 1, 2, 0.1f }).view(1, 3, 1, 1) + 0.5;
        using var source = TileSource.Of(x);
        var copy = SmallCopy.Of(source, 32);
        Assert.That(copy.shape, Is.EqualTo(new long[] { 2, 3, 23, 32 }));
        foreach (var channel in new[] { 0, 2 })                 // the middle one reaches the range and is clamped there
        {
            var (own, original) = (copy.select(1, channel), x.select(1, channel));
            Assert.That(own.mean().item<float>(), Is.EqualTo(original.mean().item<float>()).Within(1e-5));
            Assert.That(own.std().item<float>(), Is.EqualTo(original.std().item<float>()).Within(1e-5));
        }
        Assert.That(copy.min().item<float>(), Is.GreaterThanOrEqualTo(x.min().item<float>()));
        Assert.That(copy.max().item<float>(), Is.LessThanOrEqualTo(x.max().item<float>()));
    }

    [TestCase(9, 301, 8, 64)]
    [TestCase(301, 33, 64, 8)]
    [TestCase(5, 301, 5, 64)]
    [TestCase(50, 301, 10, 64)]
    public void A_strip_keeps_an_eighth_of_its_length_or_all_of_its_width(int height, int width, int rows, int columns)
    {
        using var scope = NewDisposeScope();
        using var source = TileSource.Of(Toy.Input("x", 1, 1, height, width));
        Assert.That(SmallCopy.Of(source, 64).shape, Is.EqualTo(new long[] { 1, 1, rows, columns }));
    }

    [Test]
    public void A_flat_picture_stays_flat()
    {
        using var scope = NewDisposeScope();
        using var source = TileSource.Of(full([1, 3, 40, 50], 0.25, float32));
        Assert.That(SmallCopy.Of(source, 10).sub(0.25).abs().max().item<float>(), Is.LessThan(1e-6));
    }
}
