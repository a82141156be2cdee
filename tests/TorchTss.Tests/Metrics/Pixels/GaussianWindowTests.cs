using TorchTss.Metrics.Pixels;

namespace TorchTss.Tests.Metrics.Pixels;

public sealed class GaussianWindowTests
{
    [Test]
    public void Niqes_window_is_the_official_one()
    {
        var window = new GaussianWindow(7, 7.0 / 6, single: false);
        double[] expected = [0.0043035, 0.0270089, 0.0813051, 0.11739635539];
        Assert.That(Enumerable.Range(0, 4).Select(j => window[3, j]), Is.EqualTo(expected).Within(5e-8));
        Assert.That(Sum(window), Is.EqualTo(1).Within(1e-15));
    }

    [Test]
    public void Float32_weights_do_not_add_up_to_one() =>
        Assert.That(Sum(new GaussianWindow(7, 7.0 / 6, single: true)), Is.EqualTo(1.00000001135).Within(5e-12));

    [Test]
    public void Sums_are_those_of_a_plain_loop([Values(1, 3)] int stride, [Values(1, 15, 16, 17, 50)] int count)
    {
        var window = new GaussianWindow(7, 7.0 / 6, single: true);
        var random = new Random(count);
        var length = count + 6 * stride;
        var (source, sums) = (new RowBlock(9, length), new RowBlock(1, length));
        for (var y = 0; y < 9; y++)
        {
            foreach (ref var value in source[y][..length]) value = random.NextDouble() * 255;
        }
        window.Sum(source, 2, stride, count, window.Scratch(length), sums[0]);
        for (var x = 0; x < count; x++)
        {
            var expected = 0.0;
            for (var i = 0; i < 7; i++)
            {
                for (var j = 0; j < 7; j++) expected += window[i, j] * source[2 + i][x + j * stride];
            }
            Assert.That(sums[0][x], Is.EqualTo(expected).Within(1e-12));
        }
    }

    private static double Sum(GaussianWindow window) =>
        Enumerable.Range(0, window.Size * window.Size).Sum(i => window[i / window.Size, i % window.Size]);
}
