using TorchTss.Experiments.Frequency;

namespace TorchTss.Tests.Experiments.Frequency;

public sealed class RunFiguresTests
{
    private static readonly FrequencyOptions _options = new() { Bands = BandCuts.Parse("1/2")!, Patch = 10 };

    // 1 000 pixels, two bands, three patches: flat, flat, busy.
    private static readonly RunSpectra _run = new(
        1000, Energies(4e6, 0, 100, 0, 300, 0, 1000, 0), [1, 2, 9],
        [
            new StepSpectrum(1, [500, 400, 440, 900], Energies(4e4, 1e6, 1, 4e4, 3, 8e4, 10, 1e4)),
            new StepSpectrum(2, [100, 60, 80, 160], Energies(0, 4e6, 0, 0, 0, 0, 0, 0)),
        ]);

    private static readonly FrequencyRow[] _rows = [.. RunFigures.Of("cell", _run, new TextureThresholds(2, 5), _options)];

    [Test]
    public void Every_step_has_a_row_for_every_scope_that_there_is_and_every_band() => Assert.That(
        _rows.Select(r => $"{r.K} {r.Scope} {r.Band}"), Is.EqualTo(
            from k in new[] { 1, 2 }
            from scope in new[] { "all", "smooth", "high" }
            from band in new[] { "band1", "band2" }
            select $"{k} {scope} {band}"));

    [Test]
    public void A_classs_energies_are_added_and_its_noise_is_averaged()
    {
        Assert.That(_rows[2].SnrDb, Is.EqualTo(20).Within(1e-12), "10·log10(400/4)");
        Assert.That(_rows[3].Noise, Is.EqualTo(Math.Sqrt(6e4) / 100).Within(1e-12));
        Assert.That(_rows[2].T, Is.EqualTo(420), "where its patches are, not where the picture is");
        Assert.That(_rows[4].T, Is.EqualTo(900));
        Assert.That(_rows[0].T, Is.EqualTo(500));
    }

    [Test]
    public void Deltas_are_changes_of_noise_and_begin_at_the_second_step()
    {
        Assert.That(_rows.Take(6).Select(r => r.Delta), Has.All.Null);
        Assert.That(_rows[6].Delta, Is.EqualTo(-0.2).Within(1e-12), "√4e4/1000 → 0");
        Assert.That(_rows[7].Delta, Is.EqualTo(1).Within(1e-12), "√1e6/1000 → √4e6/1000: noise rises");
    }

    [Test]
    public void A_band_that_the_reference_does_not_have_has_noise_but_no_ratio()
    {
        Assert.That((_rows[1].SnrDb, _rows[1].Noise), Is.EqualTo(((double?)null, 1.0)));
        Assert.That(_rows[6].SnrDb, Is.EqualTo(100));
    }

    private static ScopeEnergies Energies(params double[] values) => new(2, values);
}
