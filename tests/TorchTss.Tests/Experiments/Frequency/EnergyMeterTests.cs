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
        using var meter = new EnergyMeter(BandCuts.Default, 8, Filter(splitFirst));
        using var planes = SignalPlanes.Of(ClosedForm.Picture(1, 20, 17), FrequencyChannel.Rgb);
        using var red = planes.narrow(0, 0, 1);
        meter.Of(planes);
        PatchGrid.Variances(red, 8);
    }), Is.EqualTo((0, 0)));

    private static PatchFilter Filter(bool splitFirst) => splitFirst ? PatchFilter.Full : PatchFilter.Patch;
}
