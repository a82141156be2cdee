using TorchSharp;
using TorchTss.Schedules;

namespace TorchTss.Tests.Schedules;

public sealed class SeparableFilterTests
{
    [Test]
    public void A_gaussian_is_normalised_symmetric_and_of_the_given_width()
    {
        var kernel = SeparableFilter.Gaussian(33, 5.3);
        Assert.That(kernel.Sum(), Is.EqualTo(1).Within(1e-14));
        Assert.That(kernel, Is.EqualTo(kernel.Reverse().ToArray()));
        Assert.That(kernel[17] / kernel[16], Is.EqualTo(Math.Exp(-1 / (2 * 5.3 * 5.3))).Within(1e-14));
    }

    [Test] // more elements than one strip holds
    public void Strips_do_not_show()
    {
        using var scope = torch.NewDisposeScope();
        var x = torch.rand(1, 1, 40, 5000, dtype: torch.float64);
        var kernel = SeparableFilter.Gaussian(5, 1);
        var padded = torch.nn.functional.pad(x, [2, 2, 2, 2], PaddingModes.Reflect);
        var row = torch.tensor(kernel);
        var expected = torch.nn.functional.conv2d(padded, row.view(5, 1).matmul(row.view(1, 5)).view(1, 1, 5, 5));
        Assert.That((SeparableFilter.Apply(x, kernel) - expected).abs().max().item<double>(), Is.LessThan(1e-14));
    }

    [Test]
    public void A_constant_stays_constant()
    {
        using var scope = torch.NewDisposeScope();
        var blurred = SeparableFilter.Apply(torch.full([1, 1, 9, 9], 0.7, torch.float64), SeparableFilter.Box(9));
        Assert.That(blurred.data<double>().ToArray(), Is.All.EqualTo(0.7).Within(1e-14));
    }
}
