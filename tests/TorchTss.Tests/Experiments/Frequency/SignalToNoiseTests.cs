using TorchTss.Experiments.Frequency;

namespace TorchTss.Tests.Experiments.Frequency;

public sealed class SignalToNoiseTests
{
    [TestCase(1, 1, 0)]
    [TestCase(100, 1, 20)]
    [TestCase(1, 1000, -30)]
    [TestCase(1, 1.01e-10, 99.95678626217358)]
    [TestCase(1, 1e-10, 100)]
    [TestCase(5, 0, 100)]
    public void Ratios_are_in_decibels_up_to_a_hundred(double signal, double noise, double decibels) =>
        Assert.That(SignalToNoise.Decibels(signal, noise), Is.EqualTo(decibels).Within(1e-12));

    [TestCase(0)]
    [TestCase(3)]
    public void Without_a_signal_there_is_no_ratio(double noise) => Assert.That(SignalToNoise.Decibels(0, noise), Is.NaN);
}
