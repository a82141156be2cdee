using TorchSharp;
using TorchTss.Schedules;
using static TorchSharp.torch;

namespace TorchTss.Tests.Schedules;

public sealed class VarianceBandsTests
{
    // One band, many bands, a last band of one row; smaller than the window; padded by more than a cell.
    [TestCase(300, 70, 304, 72, 8)]
    [TestCase(300, 70, 320, 128, 4)]
    [TestCase(257, 41, 264, 48, 8)]
    [TestCase(20, 27, 64, 64, 8)]
    [TestCase(1, 200, 8, 200, 8)]
    public void The_map_is_that_of_the_whole_picture(int height, int width, int paddedHeight, int paddedWidth, int factor)
    {
        using var scope = NewDisposeScope();
        var (tss, gray) = (new TssSettings(), VarianceMap.Gray(Picture(height, width)));
        var expected = VarianceMap.LatentMap(VarianceMap.Extended(VarianceMap.Of(gray, tss), paddedHeight, paddedWidth), factor);
        foreach (var pixels in (ReadOnlySpan<int>)[1, 100 * width, 1 << 30])
        {
            var actual = new VarianceBands((from, to) => gray.narrow(2, from, to - from).clone(), height, width, pixels)
                .LatentMap(tss, paddedHeight, paddedWidth, factor);
            Assert.That(actual.shape, Is.EqualTo(expected.shape));
            Assert.That((actual - expected).abs().max().item<double>(), Is.LessThan(1e-12));
            Assert.That(actual.data<double>().ToArray(), Is.All.InRange(0, 1));
        }
    }

    [Test]
    public void A_flat_picture_is_zero_everywhere()
    {
        using var scope = NewDisposeScope();
        var map = new VarianceBands((from, to) => full([1, 1, to - from, 50], 0.7, float64), 200, 50, 1).LatentMap(new TssSettings(), 200, 56, 8);
        Assert.That(map.count_nonzero().item<long>(), Is.Zero);
    }

    [Test, NonParallelizable] // counts every tensor of the thread
    public void Only_the_map_is_left()
    {
        using var scope = NewDisposeScope();
        var gray = VarianceMap.Gray(Picture(200, 50));
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        using (new VarianceBands((from, to) => gray.narrow(2, from, to - from).clone(), 200, 50, 1).LatentMap(new TssSettings(), 200, 56, 8))
        {
        }
        Assert.That(DisposeScopeManager.Statistics.ThreadTotalLiveCount, Is.EqualTo(before));
    }

    // Busier from row to row, on a bright ground.
    private static Tensor Picture(int height, int width)
    {
        manual_seed(3);
        return 0.6 + 0.3 * (rand(1, 3, height, width, float64) - 0.5) * linspace(0.1, 1, height, float64).view(-1, 1);
    }
}
