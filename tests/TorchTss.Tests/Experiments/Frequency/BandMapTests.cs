using TorchTss.Experiments.Frequency;
using TorchTss.Tests.Metrics;
using static TorchSharp.torch;

namespace TorchTss.Tests.Experiments.Frequency;

public sealed class BandMapTests
{
    [Test]
    public void Energies_of_all_bands_add_up_to_the_squares_of_the_pixels()
    {
        using var scope = NewDisposeScope();
        using var map = new BandMap(BandCuts.Default, 15, 22);
        var planes = ClosedForm.Rows("planes", 15, 22).view(1, 15, 22);
        Assert.That(map.Energies(planes).sum().item<double>() / (15 * 22), Is.EqualTo(planes.square().sum().item<double>()).Within(1e-12).Percent,
            "Parseval");
    }

    [Test]
    public void Bands_of_a_picture_add_up_to_it()
    {
        using var scope = NewDisposeScope();
        using var map = new BandMap(BandCuts.Default, 15, 22);
        var planes = ClosedForm.Rows("planes", 30, 22).view(2, 15, 22);
        var limited = map.Limited(planes);
        Assert.That((limited.sum([0L]) - planes).abs().max().item<double>(), Is.LessThan(1e-14));
        for (var b = 0; b < 3; b++)
        {
            var energies = map.Energies(limited[b]);
            Assert.That(energies[b].item<double>() / energies.sum().item<double>(), Is.EqualTo(1), $"band {b} has nothing of another");
        }
    }

    [Test]
    public void A_flat_picture_has_a_low_band_only()
    {
        using var scope = NewDisposeScope();
        using var map = new BandMap(BandCuts.Default, 30, 50);
        var energies = map.Energies(full([1, 30, 50], 0.1 * 255, float64)).data<double>().ToArray();
        Assert.That(energies[0], Is.EqualTo(Math.Pow(30 * 50 * 25.5, 2)).Within(1e-9).Percent);
        Assert.That(energies[1..], Is.EqualTo(new[] { 0.0, 0.0 }), "not rounding, but nothing");
    }

    [Test]
    public void A_wave_is_in_the_band_of_its_frequency()
    {
        using var scope = NewDisposeScope();
        using var map = new BandMap(BandCuts.Default, 4, 48);
        foreach (var (k, band) in new[] { (7, 0), (8, 1), (15, 1), (16, 2), (24, 2) })
        {
            var wave = (arange(48, dtype: float64) * (2 * Math.PI * k / 48)).cos().expand(1, 4, 48);
            Assert.That(map.Energies(wave).argmax().item<long>(), Is.EqualTo(band), $"k = {k} of 48");
        }
    }

    [Test]
    public void Channels_are_added()
    {
        using var scope = NewDisposeScope();
        using var map = new BandMap(BandCuts.Default, 8, 8);
        var planes = ClosedForm.Rows("rgb", 24, 8).view(3, 8, 8);
        var apart = Enumerable.Range(0, 3).Select(c => map.Energies(planes.narrow(0, c, 1))).Aggregate((a, b) => a + b);
        Assert.That((map.Energies(planes) - apart).abs().max().item<double>(), Is.LessThan(1e-10));
    }
}
