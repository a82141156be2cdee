using TorchTss.Experiments.Frequency;
using static TorchSharp.torch;

namespace TorchTss.Tests.Experiments.Frequency;

public sealed class PatchGridTests
{
    [Test]
    public void Patches_come_row_by_row_and_what_is_left_over_is_dropped()
    {
        using var scope = NewDisposeScope();
        var patches = PatchGrid.Cut(arange(2 * 5 * 7, dtype: float64).view(2, 5, 7), 2);
        Assert.That(patches.shape, Is.EqualTo(new long[] { 6, 2, 2, 2 }));
        Assert.That(patches[0, 0].data<double>().ToArray(), Is.EqualTo(new double[] { 0, 1, 7, 8 }));
        Assert.That(patches[1, 0].data<double>().ToArray(), Is.EqualTo(new double[] { 2, 3, 9, 10 }));
        Assert.That(patches[5, 1].contiguous().data<double>().ToArray(), Is.EqualTo(new double[] { 53, 54, 60, 61 }),
            "second row, third column, second plane");
    }

    [Test]
    public void Variances_are_those_of_the_population()
    {
        using var scope = NewDisposeScope();
        Assert.That(PatchGrid.Variances(tensor(new double[] { 0, 2, 5, 5, 4, 6, 5, 5 }, [1, 2, 4]), 2), Is.EqualTo(new[] { 5.0, 0.0 }));
    }

    [Test]
    public void A_picture_smaller_than_a_patch_has_none()
    {
        using var scope = NewDisposeScope();
        Assert.That(PatchGrid.Variances(zeros([1, 10, 7], float64), 8), Is.Empty);
        Assert.That(PatchGrid.Count(10, 7, 8), Is.Zero);
    }
}
