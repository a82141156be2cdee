using TorchTss.Metrics.Fid;
using static TorchSharp.torch;

namespace TorchTss.Tests.Metrics.Fid;

public sealed class TensorflowBilinearTests
{
    [Test]
    public void Pixels_are_corners_and_the_last_one_is_repeated()
    {
        using var scope = NewDisposeScope();
        var y = TensorflowBilinear.Resize(tensor(new float[] { 0, 8 }, [1, 1, 1, 2]), 1, 4);
        Assert.That(y.data<float>().ToArray(), Is.EqualTo(new float[] { 0, 4, 8, 8 }));
    }

    [Test]
    public void Shrinking_takes_every_second_pixel_without_smoothing()
    {
        using var scope = NewDisposeScope();
        var y = TensorflowBilinear.Resize(arange(16, float32).view(1, 1, 4, 4), 2, 2);
        Assert.That(y.data<float>().ToArray(), Is.EqualTo(new float[] { 0, 2, 8, 10 }));
    }
}
