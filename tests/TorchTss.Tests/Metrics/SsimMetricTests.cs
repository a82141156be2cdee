using TorchTss.Imaging;
using TorchTss.Metrics;
using TorchTss.Runtime;

namespace TorchTss.Tests.Metrics;

/// <summary>Expected values: metrics specification §11.3, BasicSR and pyiqa on T(1) and T(2).</summary>
public sealed class SsimMetricTests
{
    private static readonly Image8 _a = ClosedForm.Picture(1, 384, 288), _b = ClosedForm.Picture(2, 384, 288);

    [TestCase("ssim:variant=basicsr", 0.16006506)]
    [TestCase("ssim:variant=basicsr,crop=4", 0.15961738)]
    [TestCase("ssim:variant=basicsr,channel=y", 0.22363093)]
    [TestCase("ssim:variant=basicsr,channel=y,crop=4", 0.22303853)]
    [TestCase("ssim", 0.22965721)]
    [TestCase("ssim:color-space=ycbcr", 0.24501375)]
    [TestCase("ssim:channel=rgb", 0.17945180)]
    [TestCase("ssimc", 0.17945180)]
    public void The_official_values_come_out(string specification, double expected) =>
        Assert.That(Scorer.Score(specification, _a, _b), Is.EqualTo(expected).Within(6e-9));

    [TestCase("ssim", 0.22968950)]
    [TestCase("ssim:downsample=true", 0.79533176)]
    public void Downsampling_averages_before_filtering(string specification, double expected) =>
        Assert.That(Scorer.Score(specification, ClosedForm.Picture(1, 520, 400), ClosedForm.Picture(2, 520, 400)), Is.EqualTo(expected).Within(6e-9));

    [Test]
    public void Pictures_that_are_small_already_are_not_reduced([Values("ssim:downsample=true", "ssimc:downsample=true")] string specification) =>
        Assert.That(Scorer.Score(specification, _a, _b), Is.EqualTo(Scorer.Score(specification.Split(':')[0], _a, _b)));

    [Test]
    public void A_picture_is_wholly_similar_to_itself(
        [Values("ssim", "ssimc", "ssim:variant=basicsr", "ssim:variant=basicsr-pt", "ssim:variant=basicsr,channel=y")] string specification) =>
        Assert.That(Scorer.Score(specification, _a, _a), Is.EqualTo(1).Within(1e-14));

    [Test]
    public void Order_does_not_matter([Values("ssim", "ssimc", "ssim:variant=basicsr-pt,channel=y")] string specification) =>
        Assert.That(Scorer.Score(specification, _a, _b), Is.EqualTo(Scorer.Score(specification, _b, _a)).Within(1e-14));

    [Test]
    public void Opposite_structure_counts_against_a_picture_in_basicsr_only()
    {
        var opposite = new Image8(_a.Width, _a.Height, [.. _a.Pixels.Select(p => (byte)(255 - p))]);
        Assert.That(Scorer.Score("ssim:variant=basicsr,channel=y", _a, opposite), Is.LessThan(-0.5));
        Assert.That(Scorer.Score("ssim", _a, opposite), Is.GreaterThanOrEqualTo(0));
        Assert.That((Scorer.Metric("ssim:variant=basicsr").Traits.Minimum, Scorer.Metric("ssim").Traits.Minimum), Is.EqualTo((-1, 0)));
    }

    [Test]
    public void Where_tiles_meet_nothing_is_lost_or_counted_twice([Values("ssim", "ssimc")] string specification)
    {
        // The mean over a picture is the mean over two halves that share the window's width, by their numbers of positions.
        var (width, left) = (900, 461);
        var (a, b) = (ClosedForm.Picture(1, width, 150), ClosedForm.Picture(2, width, 150));
        double Part(int x, int w) => Scorer.Score(specification, a.Crop(x, 0, w, 150), b.Crop(x, 0, w, 150)) * (w - 10);
        Assert.That(Scorer.Score(specification, a, b) * (width - 10), Is.EqualTo(Part(0, left) + Part(left - 10, width - left + 10)).Within(1e-9));
    }

    [Test]
    public void A_picture_below_the_window_is_refused()
    {
        Assert.That(Scorer.Score("ssim", ClosedForm.Picture(1, 11, 11), ClosedForm.Picture(1, 11, 11)), Is.EqualTo(1).Within(1e-14));
        Assert.That(() => Scorer.Score("ssim:crop=1", new Image8(12, 40), new Image8(12, 40)), Throws.TypeOf<UserException>().With.Message.EqualTo(
            "12x40 pixels, but SSIM needs 13 pixels or more on each side; use --metrics without ssim or a larger image"));
    }

    [TestCase("ssim:channel=rgb,color-space=yiq", "ssim: color-space=yiq: it says which luma, but rgb is compared; add channel=y or leave it out")]
    [TestCase("ssim:variant=basicsr,downsample=true", "ssim: downsample=true: BasicSR never does it; leave it out or use variant=pyiqa")]
    public void Settings_that_contradict_each_other_are_refused(string specification, string sentence) =>
        Assert.That(() => Scorer.Metric(specification), Throws.TypeOf<UsageException>().With.Message.EqualTo(sentence));

    [Test, NonParallelizable] // counts every tensor of the process
    public void A_hundred_pictures_leave_nothing()
    {
        var (a, b) = (ClosedForm.Picture(1, 64, 48), ClosedForm.Picture(2, 64, 48));
        using var scorer = Scorer.Metric("ssim").Open(new MetricFolder(), Compute.Reference);
        Assert.That(MetricLeaks.After(() =>
        {
            for (var i = 0; i < 25; i++) scorer.Score(a, b);
        }), Is.EqualTo((0, 0)));
    }
}
