using TorchSharp;
using TorchTss.Schedules;

namespace TorchTss.Tests.Schedules;

public sealed class NoiseTableTests
{
    private static readonly NoiseTable _table = NoiseTable.ScaledLinear();

    [Test] // sgm's float64 values, stable-diffusion specification 5.1
    public void Scaled_linear_has_the_published_values()
    {
        Assert.That(_table.AlphaBars[0], Is.EqualTo(0.99915).Within(1e-12));
        Assert.That(_table.AlphaBars[499], Is.EqualTo(0.27766965045689).Within(1e-10));
        Assert.That(_table.Sigmas[999], Is.EqualTo(14.6146412).Within(1e-6));
    }

    [Test]
    public void Whole_timesteps_give_the_table_to_the_bit()
    {
        using var scope = torch.NewDisposeScope();
        var sigma = _table.SigmaAt(torch.arange(1000, torch.float64));
        Assert.That(sigma.data<double>().ToArray(), Is.EqualTo(_table.Sigmas));
    }

    [Test]
    public void Real_timesteps_are_linear_in_log_sigma_and_invert()
    {
        Assert.That(Math.Log(_table.SigmaAt(100.25)), Is.EqualTo(0.75 * _table.LogSigmas[100] + 0.25 * _table.LogSigmas[101]).Within(1e-12));
        Assert.That(_table.TimestepOf(_table.SigmaAt(731.7)), Is.EqualTo(731.7).Within(1e-9));
    }

    [Test] // Nichol and Dhariwal 2021, Eq. 17: the product telescopes
    public void Squared_cosine_is_one_up_to_its_last_step()
    {
        var bars = NoiseTable.SquaredCosine().AlphaBars;
        var start = Math.Pow(Math.Cos(0.008 / 1.008 * Math.PI / 2), 2);
        Assert.That(bars[499], Is.EqualTo(Math.Pow(Math.Cos(0.508 / 1.008 * Math.PI / 2), 2) / start).Within(1e-6));
        Assert.That(bars[999] / bars[998], Is.EqualTo(0.001).Within(1e-6));
    }

    [Test]
    public void A_table_that_ends_out_of_order_is_still_searched_rightly()
    {
        using var scope = torch.NewDisposeScope();
        var table = NoiseTable.Linear().WithZeroTerminalSnr();
        Assert.That(table.Sigmas[998], Is.GreaterThan(table.Sigmas[999]), "the premise");
        Assert.That(table.TimestepOf(table.Sigmas[999]), Is.EqualTo(999));
        Assert.That(table.TimestepOf(table.Sigmas[500]), Is.EqualTo(500));
        var sigmas = torch.tensor(new[] { table.Sigmas[997], table.Sigmas[998], table.Sigmas[999] });
        Assert.That(table.NearestIndex(sigmas).data<double>().ToArray(), Is.EqualTo(new[] { 997.0, 998, 999 }));
    }

    [Test]
    public void Nearest_index_saturates_and_inverts_the_table()
    {
        using var scope = torch.NewDisposeScope();
        var all = torch.arange(1000, torch.float64);
        Assert.That(_table.NearestIndex(_table.SigmaAt(all)).equal(all).all().item<bool>(), Is.True);
        Assert.That(_table.NearestIndex(torch.tensor(new[] { 0.0, 99.0 })).data<double>().ToArray(), Is.EqualTo(new[] { 0.0, 999.0 }));
    }
}
