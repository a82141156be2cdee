using TorchTss.Denoisers;
using TorchTss.Runtime;
using TorchTss.Samplers;
using TorchTss.Schedules;
using static TorchSharp.torch;

namespace TorchTss.Tests.Denoisers;

public sealed class RestorationTests
{
    [Test]
    public void Draws_to_the_center_where_the_step_ends_noisy_and_less_the_less_noise_there_is()
    {
        using var scope = NewDisposeScope();
        using var schedule = new SamplingSchedule([new NoiseLevel(Row(14.6146, 7.3073, 1), Row(999, 800, 300)), new NoiseLevel(Row(5, 5, 0.04), Row(700, 700, 2))]);
        var denoised = Run(schedule, center: 10, power: 2);
        Assert.Multiple(() =>
        {
            Assert.That(denoised[0], Is.EqualTo(10).Within(1e-5), "σ = 14.6146: all of the center");
            Assert.That(denoised[1], Is.EqualTo(1 + 9 * 0.25).Within(1e-5), "(1/2)²");
            Assert.That(denoised[2], Is.EqualTo(1), "ends below 0.05");
        });
    }

    [TestCase(0)]
    [TestCase(-1)]
    public void Is_off_at_zero_and_below(double power)
    {
        Denoise inner = (x, _, _) => x;
        Assert.That(inner.WithRestoration(zeros(1), power), Is.SameAs(inner));
    }

    private static float[] Run(SamplingSchedule schedule, double center, double power)
    {
        Denoise inner = (x, _, _) => ones_like(x);
        using var history = new SamplerHistory(0);
        var x = zeros(1, 1, 1, 3);
        var step = new SamplerStep(0, 1, x, new WholeRun(schedule, history, new SeededNoise(0)));
        return [.. inner.WithRestoration(full([1, 1, 1, 3], center), power)(x, step.From.Sigma, step).data<float>()];
    }

    private static Tensor Row(params double[] values) => tensor(values, [1, 1, 1, values.Length]);
}
