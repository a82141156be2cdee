using TorchTss.Experiments.Frequency;
using TorchTss.Tests.Metrics;
using static TorchSharp.torch;

namespace TorchTss.Tests.Experiments.Frequency;

[NonParallelizable] // counts every tensor of the process
public sealed class EnergyMeterTests
{
    [TestCase(false)]
    [TestCase(true)]
    public void A_picture_of_one_patch_has_the_energies_of_that_patch(bool splitFirst)
    {
        using var scope = NewDisposeScope();
        using var meter = new EnergyMeter(BandCuts.Default, 24, Filter(splitFirst));
        var energies = meter.Of(ClosedForm.Rows("patch", 24, 24).view(1, 24, 24));
        Assert.That(energies.Patches, Is.EqualTo(1));
        for (var b = 0; b < 3; b++) Assert.That(energies.Patch(0, b), Is.EqualTo(energies.Whole(b)).Within(1e-10).Percent);
    }

    [Test]
    public void Bands_of_the_whole_picture_reach_into_a_flat_patch_and_a_patchs_own_do_not()
    {
        using var scope = NewDisposeScope();
        var planes = zeros([1, 16, 32], float64);
        planes[.., .., 16..] = ClosedForm.Rows("busy", 16, 16);
        using var each = new EnergyMeter(BandCuts.Default, 16, PatchFilter.Patch);
        using var first = new EnergyMeter(BandCuts.Default, 16, PatchFilter.Full);
        Assert.That(each.Of(planes).Patch(0, 2), Is.Zero);
        Assert.That(first.Of(planes).Patch(0, 2), Is.GreaterThan(0));
    }

    [Test]
    public void A_mirrored_ramp_has_hardly_any_high_frequencies_and_a_repeated_one_has()
    {
        using var scope = NewDisposeScope();
        var ramp = arange(32, dtype: float64).expand(1, 32, 32).contiguous();
        using var wrap = new EnergyMeter(BandCuts.Default, 32, PatchFilter.Patch);
        using var mirror = new EnergyMeter(BandCuts.Default, 32, PatchFilter.Patch, PlaneEdges.Mirror);
        var (repeated, mirrored) = (wrap.Of(ramp), mirror.Of(ramp));
        Assert.That(mirrored.Whole(2), Is.LessThan(repeated.Whole(2) / 100));
        Assert.That(mirrored.Patch(0, 2), Is.EqualTo(mirrored.Whole(2)).Within(1e-9).Percent);
        Assert.That(mirrored.Values[..3].Sum(), Is.EqualTo(repeated.Values[..3].Sum()).Within(1e-9).Percent, "nothing else is lost or won");
    }

    [Test]
    public void Mirrored_bands_within_patches_add_up_to_the_squares_of_their_pixels()
    {
        using var scope = NewDisposeScope();
        using var meter = new EnergyMeter(BandCuts.Default, 8, PatchFilter.Full, PlaneEdges.Mirror);
        var planes = ClosedForm.Rows("planes", 16, 24).view(1, 16, 24);
        // What bands share inside a patch cancels over the picture.
        var energies = meter.Of(planes);
        var patches = Enumerable.Range(0, energies.Patches).Sum(p => Enumerable.Range(0, 3).Sum(b => energies.Patch(p, b)));
        Assert.That(patches / (8 * 8), Is.EqualTo(planes.square().sum().item<double>()).Within(1e-9).Percent);
    }

    [Test]
    public void A_picture_smaller_than_a_patch_has_bands_all_the_same()
    {
        using var scope = NewDisposeScope();
        using var meter = new EnergyMeter(BandCuts.Default, 24, PatchFilter.Full);
        var energies = meter.Of(ClosedForm.Rows("small", 20, 30).view(1, 20, 30));
        Assert.That((energies.Patches, energies.Values.Length), Is.EqualTo((0, 3)));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Measuring_leaves_nothing_behind(bool splitFirst) => Assert.That(MetricLeaks.After(() =>
    {
        var edges = splitFirst ? PlaneEdges.Mirror : PlaneEdges.Wrap;
        using var meter = new EnergyMeter(BandCuts.Default, 8, Filter(splitFirst), edges);
        using var planes = SignalPlanes.Of(ClosedForm.Picture(1, 20, 17), FrequencyChannel.Rgb);
        using var red = planes.narrow(0, 0, 1);
        meter.Of(planes);
        PatchGrid.Variances(red, 8);
    }), Is.EqualTo((0, 0)));

    private static PatchFilter Filter(bool splitFirst) => splitFirst ? PatchFilter.Full : PatchFilter.Patch;
}
