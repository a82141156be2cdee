using TorchTss.Experiments.Frequency;
using TorchTss.Tests.Metrics;
using static TorchSharp.torch;

namespace TorchTss.Tests.Experiments.Frequency;

/// <summary>The table of the metrics specification, §12.7: pictures that any language can make.</summary>
public sealed class FrequencyClosedFormTests
{
    private const int Height = 256, Width = 384, Patch = 128;

    [TestCase(0.25, 28.229803, 1.497010, -1.485021, 5.250803, 14.163846, 31.256803)]
    [TestCase(0.75, 37.772228, 11.039435, 8.057404, 1.750268, 4.721282, 10.418934)]
    public void A_mixture_has_the_bands_of_the_table(double share, params double[] figures)
    {
        using var scope = NewDisposeScope();
        var all = Figures(Mixture(share)).Where(f => f.Scope == "all").ToArray();
        Assert.That(all.Select(f => f.SnrDb), Is.EqualTo(figures[..3]).Within(1e-6));
        Assert.That(all.Select(f => f.Noise), Is.EqualTo(figures[3..]).Within(1e-6));
    }

    [TestCase(0.25, -1.451807, -1.450404, -1.339442)]
    [TestCase(0.75, 8.090618, 8.092021, 8.202983)]
    public void Its_patches_have_the_classes_of_the_table(double share, double smooth, double medium, double high)
    {
        using var scope = NewDisposeScope();
        var classes = Figures(Mixture(share)).Where(f => f.Scope != "all" && f.Band == "high").ToArray();
        Assert.That(classes.Select(f => f.Scope), Is.EqualTo(new[] { "smooth", "medium", "high" }));
        Assert.That(classes.Select(f => f.SnrDb), Is.EqualTo(new[] { smooth, medium, high }).Within(1e-6));
    }

    [Test]
    public void Class_noise_is_that_of_the_table()
    {
        using var scope = NewDisposeScope();
        var classes = Figures(Mixture(0.25)).Where(f => f.Scope != "all" && f.Band == "high");
        Assert.That(classes.Select(f => f.Noise), Is.EqualTo(new[] { 31.211464, 31.516991, 31.017303 }).Within(1e-6));
    }

    [Test]
    public void Every_fourth_pixel_one_level_brighter_has_no_middle_band()
    {
        using var scope = NewDisposeScope();
        var comb = zeros([1, Height, Width], float64);
        comb[.., TensorIndex.Slice(step: 2), TensorIndex.Slice(step: 2)] = 1;
        var all = Figures(Reference() + comb).Where(f => f.Scope == "all").ToArray();
        Assert.That(all.Select(f => f.SnrDb), Is.EqualTo(new[] { 54.675517, 100, 35.683857 }).Within(1e-6));
        Assert.That(all.Select(f => f.Noise), Is.EqualTo(new[] { 0.25, 0, Math.Sqrt(3) / 4 }).Within(1e-12));
    }

    [Test]
    public void Patches_have_the_variances_and_classes_of_the_table()
    {
        using var scope = NewDisposeScope();
        var variances = PatchGrid.Variances(Reference(), Patch);
        Assert.That(variances, Is.EqualTo(new[] { 3004.10722, 3036.50429, 3021.15861, 2972.49956, 3011.26748, 3017.38859 }).Within(1e-5));
        Assert.That(variances.Select(TextureThresholds.Thirds(variances).ClassOf).Select(BandFigures.Name),
            Is.EqualTo(new[] { "smooth", "high", "high", "smooth", "medium", "medium" }));
    }

    [Test]
    public void The_whole_picture_split_first_is_near_the_patches_split_each()
    {
        using var scope = NewDisposeScope();
        var (each, first) = (Figures(Mixture(0.25)), Figures(Mixture(0.25), PatchFilter.Full));
        Assert.That(first.Where(f => f.Scope == "all"), Is.EqualTo(each.Where(f => f.Scope == "all")));
        foreach (var (a, b) in each.Zip(first).Where(p => p.First.Scope != "all" && p.First.Band == "high"))
        {
            Assert.That(b.Noise, Is.EqualTo(a.Noise).Within(1).Percent.And.Not.EqualTo(a.Noise));
        }
    }

    private static BandFigure[] Figures(Tensor picture, PatchFilter filter = PatchFilter.Patch)
    {
        using var meter = new EnergyMeter(BandCuts.Default, Patch, filter);
        var reference = Reference();
        var variances = PatchGrid.Variances(reference, Patch);
        var classes = variances.Select(TextureThresholds.Thirds(variances).ClassOf).ToArray();
        return [.. BandFigures.Of(meter.Of(reference), meter.Of(picture - reference), classes, BandCuts.Default.Names, Height * Width, Patch)];
    }

    private static Tensor Reference() => Mixture(1);

    /// <summary>share·T(1) + (1 − share)·T(2).</summary>
    private static Tensor Mixture(double share) =>
        SignalPlanes.Of(ClosedForm.Picture(1, Width, Height), FrequencyChannel.Luma) * share
        + SignalPlanes.Of(ClosedForm.Picture(2, Width, Height), FrequencyChannel.Luma) * (1 - share);
}
