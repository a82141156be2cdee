using TorchSharp;
using TorchTss.Schedules;

namespace TorchTss.Tests.Schedules;

public sealed class VarianceMapTests
{
    private static readonly TssSettings _settings = new();

    [Test]
    [TestCase(33, 5.3)]
    [TestCase(19, 3.2)]
    [TestCase(1, 0.5)]
    public void Sigma_follows_the_effective_window(int window, double sigma) =>
        Assert.That(VarianceMap.SigmaFor(window), Is.EqualTo(sigma).Within(1e-12));

    [Test]
    [TestCase(33, 97, 130, 33)]
    [TestCase(33, 20, 27, 19)]
    [TestCase(33, 33, 900, 33)]
    [TestCase(33, 34, 32, 31)]
    [TestCase(33, 2, 9, 1)]
    [TestCase(33, 1, 1, 1)]
    public void The_window_shrinks_to_the_largest_odd_that_fits(int wanted, int height, int width, int expected) =>
        Assert.That(VarianceMap.EffectiveWindow(wanted, height, width), Is.EqualTo(expected));

    [Test]
    [TestCase(1, 1)]
    [TestCase(1, 50)]
    [TestCase(50, 1)]
    [TestCase(2, 2)]
    [TestCase(3, 40)]
    public void Tiny_pictures_give_a_map_of_their_size_in_range(int height, int width)
    {
        using var scope = torch.NewDisposeScope();
        var v = VarianceMap.Of(Noise(height, width), _settings);
        Assert.That(v.shape, Is.EqualTo(new long[] { 1, 1, height, width }));
        Assert.That(v.data<double>().ToArray(), Is.All.InRange(0, 1));
    }

    [Test]
    public void A_flat_picture_is_zero_everywhere([Values(0, 7, 255)] int level)
    {
        using var scope = torch.NewDisposeScope();
        Assert.That(VarianceMap.Of(torch.full([1, 3, 40, 56], level, torch.uint8), _settings).count_nonzero().item<long>(), Is.Zero);
    }

    [Test] // cancellation: one grey level on a bright smooth ground must be seen as clearly as on a dark one
    public void A_bright_ground_does_not_drown_the_variance()
    {
        using var scope = torch.NewDisposeScope();
        var dark = torch.zeros([1, 1, 48, 48], torch.float64);
        dark[0, 0, 24, 24] = 1e-5;
        var (low, high) = (VarianceMap.LocalVariance(dark.clone(), 9), VarianceMap.LocalVariance(dark + 1, 9));
        Assert.That((low - high).abs().max().item<double>() / low.max().item<double>(), Is.LessThan(1e-9));
    }

    [Test]
    public void Spans_exactly_zero_to_one_on_any_textured_picture()
    {
        using var scope = torch.NewDisposeScope();
        var v = VarianceMap.Of(Noise(60, 44), _settings);
        Assert.That((v.min().item<double>(), v.max().item<double>()), Is.EqualTo((0.0, 1.0)));
    }

    [Test] // E[x²] − E[x]² of the 3×3 box summed by hand, borders reflected without the edge pixel
    public void Local_variance_is_that_of_the_reflected_box()
    {
        using var scope = torch.NewDisposeScope();
        var x = Noise(7, 6)[.., ..1].to_type(torch.float64) / 255;
        var plane = x.data<double>().ToArray();
        var v = VarianceMap.LocalVariance(x.clone(), 3).data<double>().ToArray();
        for (var row = 0; row < 7; row++)
        {
            for (var column = 0; column < 6; column++)
            {
                var box = Enumerable.Range(0, 9).Select(i => plane[Reflect(row + i / 3 - 1, 7) * 6 + Reflect(column + i % 3 - 1, 6)]).ToArray();
                Assert.That(v[row * 6 + column], Is.EqualTo(box.Average(b => b * b) - box.Average() * box.Average()).Within(1e-12));
            }
        }

        static int Reflect(int i, int size) => i < 0 ? -i : i >= size ? 2 * size - 2 - i : i;
    }

    [Test]
    public void Gray_is_rec_601_and_the_same_from_bytes_and_from_numbers()
    {
        using var scope = torch.NewDisposeScope();
        var image = Noise(5, 4);
        var bytes = VarianceMap.Gray(image).data<double>().ToArray();
        var numbers = VarianceMap.Gray(image.to_type(torch.float64) / 255).data<double>().ToArray();
        var (r, g, b) = (image[0, 0, 0, 0].item<byte>(), image[0, 1, 0, 0].item<byte>(), image[0, 2, 0, 0].item<byte>());
        Assert.That(bytes[0], Is.EqualTo((0.299 * r + 0.587 * g + 0.114 * b) / 255).Within(1e-15));
        Assert.That(bytes, Is.EqualTo(numbers).Within(1e-15));
    }

    [Test]
    public void The_picture_itself_is_not_touched()
    {
        using var scope = torch.NewDisposeScope();
        var image = Noise(12, 12)[.., ..1].to_type(torch.float64);
        var copy = image.clone();
        _ = VarianceMap.Of(image, _settings);
        Assert.That(image.equal(copy).all().item<bool>(), Is.True);
    }

    [Test]
    public void Window_and_sigma_change_the_map()
    {
        using var scope = torch.NewDisposeScope();
        var image = Noise(40, 40);
        var standard = VarianceMap.Of(image, _settings);
        Assert.That(VarianceMap.Of(image, _settings with { VarianceWindow = 9 }).equal(standard).all().item<bool>(), Is.False);
        Assert.That(VarianceMap.Of(image, _settings with { VarianceSigma = 2 }).equal(standard).all().item<bool>(), Is.False);
        Assert.That(VarianceMap.Of(image, _settings with { VarianceSigma = 5.3 }).allclose(standard, 1e-12), Is.True);
    }

    [Test]
    public void A_partial_cell_averages_what_exists()
    {
        using var scope = torch.NewDisposeScope();
        var v = torch.arange(10, torch.float64).view(1, 1, 1, 10);
        Assert.That(VarianceMap.LatentMap(v, 4).data<double>().ToArray(), Is.EqualTo(new[] { 1.5, 5.5, 8.5 }));
        Assert.That(VarianceMap.LatentMap(v, 8).data<double>().ToArray(), Is.EqualTo(new[] { 3.5, 8.5 }));
    }

    [Test]
    public void Extension_repeats_the_right_and_bottom_edge()
    {
        using var scope = torch.NewDisposeScope();
        var v = torch.tensor(new double[] { 1, 2, 3, 4 }).view(1, 1, 2, 2);
        Assert.That(VarianceMap.Extended(v, 3, 4).data<double>().ToArray(), Is.EqualTo(new double[] { 1, 2, 2, 2, 3, 4, 4, 4, 3, 4, 4, 4 }));
    }

    [Test]
    public void Leaves_only_its_result_behind()
    {
        using var scope = torch.NewDisposeScope();
        var image = Noise(40, 50);
        var before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        VarianceMap.LatentMap(VarianceMap.Extended(VarianceMap.Of(image, _settings), 48, 64), 8);
        Assert.That(DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount, Is.EqualTo(before + 3));
    }

    private static torch.Tensor Noise(int height, int width) =>
        torch.randint(0, 256, [1, 3, height, width], torch.uint8, generator: new torch.Generator(5));
}
