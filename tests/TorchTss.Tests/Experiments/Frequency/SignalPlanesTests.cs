using TorchTss.Experiments.Frequency;
using TorchTss.Imaging;
using static TorchSharp.torch;

namespace TorchTss.Tests.Experiments.Frequency;

public sealed class SignalPlanesTests
{
    private static readonly Image8 _pixel = new(1, 1, [10, 100, 200]);

    [Test]
    public void Luma_is_weighted_and_not_rounded()
    {
        using var scope = NewDisposeScope();
        Assert.That(SignalPlanes.Of(_pixel, FrequencyChannel.Luma).item<double>(), Is.EqualTo(2.99 + 58.7 + 22.8).Within(1e-12));
        Assert.That(SignalPlanes.Of(ImageTensor.From(_pixel), FrequencyChannel.Luma).item<double>(), Is.EqualTo(84.49).Within(1e-5),
            "float32 in 0..1");
    }

    [Test]
    public void Colours_are_grey_levels()
    {
        using var scope = NewDisposeScope();
        Assert.That(SignalPlanes.Of(_pixel, FrequencyChannel.Rgb).data<double>().ToArray(), Is.EqualTo(new[] { 10.0, 100, 200 }));
        Assert.That(SignalPlanes.Of(ImageTensor.From(_pixel), FrequencyChannel.Rgb).data<double>().ToArray(),
            Is.EqualTo(new[] { 10.0, 100, 200 }).Within(1e-5));
    }
}
