using TorchTss.Experiments.Frequency;
using TorchTss.Imaging;
using static TorchSharp.torch;

namespace TorchTss.Tests.Experiments.Frequency;

public sealed class TimestepMeansTests
{
    [Test]
    public void One_timestep_is_everyones()
    {
        using var scope = NewDisposeScope();
        Assert.That(TimestepMeans.Of(full([1, 1, 1, 1], 714, float64), new Image8(17, 16), new Image8(32, 32), 8),
            Is.EqualTo(Enumerable.Repeat(714.0, 5)));
    }

    [Test]
    public void A_map_is_averaged_over_the_pixels_that_it_stands_for()
    {
        using var scope = NewDisposeScope();
        // 4 pixels per position; 6 of 8 columns are picture, the rest padding.
        var map = tensor(new double[] { 100, 400, 200, 500 }, [1, 1, 2, 2]);
        var means = TimestepMeans.Of(map, new Image8(6, 8), new Image8(8, 8), 3);
        Assert.That(means[0], Is.EqualTo((4 * 150 + 2 * 450) / 6.0).Within(1e-9));
        double[] patches = [100, (100 + 2 * 400) / 3.0, (100 + 2 * 200) / 3.0, (100 + 2 * 400 + 2 * (200 + 2 * 500)) / 9.0];
        Assert.That(means[1..], Is.EqualTo(patches).Within(1e-9));
    }

    [Test]
    public void A_picture_without_patches_has_one_mean()
    {
        using var scope = NewDisposeScope();
        Assert.That(TimestepMeans.Of(tensor(new double[] { 100, 300 }, [1, 1, 1, 2]), new Image8(8, 4), new Image8(8, 4), 16),
            Is.EqualTo(new[] { 200.0 }));
    }
}
