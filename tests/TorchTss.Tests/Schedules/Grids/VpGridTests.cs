using TorchTss.Schedules;
using TorchTss.Schedules.Grids;

namespace TorchTss.Tests.Schedules.Grids;

public sealed class VpGridTests
{
    [Test] // k-diffusion's get_sigmas_vp: t = 1 and t = 1e-3
    public void Sigmas_of_the_times_are_k_diffusions()
    {
        Assert.That(VpGrid.Sigma(1, 19.9, 0.1), Is.EqualTo(152.166977).Within(1e-5));
        Assert.That(VpGrid.Sigma(1e-3, 19.9, 0.1), Is.EqualTo(0.010483843).Within(1e-5));      // float32 there
    }

    [Test]
    public void Times_are_equidistant_between_the_ends_of_the_table()
    {
        var table = NoiseTable.ScaledLinear();
        var times = Grid.Values("vp", 5).Select(v => Time(table.SigmaAt(v))).ToArray();
        Assert.That(times.Zip(times.Skip(1), (a, b) => a - b), Is.All.EqualTo((times[0] - times[^1]) / 4).Within(1e-9));

        static double Time(double sigma) => (Math.Sqrt(0.01 + 39.8 * Math.Log(1 + sigma * sigma)) - 0.1) / 19.9;
    }

    [Test]
    public void Other_equations_bend_it_otherwise() =>
        Assert.That(Grid.Values("vp:beta-d=5", 7)[3], Is.Not.EqualTo(Grid.Values("vp", 7)[3]).Within(1));
}
