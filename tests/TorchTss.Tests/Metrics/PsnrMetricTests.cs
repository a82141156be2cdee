using TorchTss.Imaging;
using TorchTss.Metrics;
using TorchTss.Runtime;

namespace TorchTss.Tests.Metrics;

/// <summary>Expected values: metrics specification §11.3, BasicSR and pyiqa on T(1) and T(2).</summary>
public sealed class PsnrMetricTests
{
    private static readonly Image8 _a = ClosedForm.Picture(1, 384, 288), _b = ClosedForm.Picture(2, 384, 288);

    [TestCase("psnr:variant=basicsr", 11.34399644)]
    [TestCase("psnr:variant=basicsr,crop=4", 11.33561546)]
    [TestCase("psnr:variant=basicsr,channel=y", 16.14479053)]
    [TestCase("psnr:variant=basicsr,channel=y,crop=4", 16.13505967)]
    public void BasicSrs_values_come_out(string specification, double expected) =>
        Assert.That(Scorer.Score(specification, _a, _b), Is.EqualTo(expected).Within(1e-8));

    [TestCase("psnr", 11.343996)]
    [TestCase("psnry", 14.822868)]
    [TestCase("psnr:channel=y", 14.822868)]
    [TestCase("psnry:color-space=ycbcr", 16.144789)]
    public void Pyiqas_values_come_out(string specification, double expected) =>
        Assert.That(Scorer.Score(specification, _a, _b), Is.EqualTo(expected).Within(2e-6));

    [TestCase("psnr:variant=basicsr", double.PositiveInfinity)]
    [TestCase("psnr:variant=basicsr-pt,channel=y", 80)]
    [TestCase("psnr", 80)]
    [TestCase("psnry", 80)]
    public void Identical_pictures_score_the_maximum(string specification, double expected)
    {
        Assert.That(Scorer.Score(specification, _a, _a), Is.EqualTo(expected));
        Assert.That(Scorer.Metric(specification).Traits.Maximum, Is.EqualTo(expected));
    }

    [Test]
    public void Order_does_not_matter([Values("psnr", "psnry", "psnr:variant=basicsr,channel=y")] string specification) =>
        Assert.That(Scorer.Score(specification, _a, _b), Is.EqualTo(Scorer.Score(specification, _b, _a)));

    [TestCase("psnr", "psnr:crop=7")]
    [TestCase("psnr:variant=basicsr-pt,channel=y", "psnr:variant=basicsr-pt,channel=y,crop=7")]
    [TestCase("psnry", "psnry:crop=7")]
    public void A_border_that_is_cut_off_was_never_there(string plain, string cropped) =>
        Assert.That(Scorer.Score(cropped, _a, _b), Is.EqualTo(Scorer.Score(plain, Inside(_a), Inside(_b))));

    [Test]
    public void One_level_near_white_differs_from_one_near_black_in_float32_only()
    {
        Assert.That(Level(255, 254, "psnr"), Is.Not.EqualTo(Level(1, 0, "psnr")).And.EqualTo(Level(1, 0, "psnr")).Within(1e-3));
        Assert.That(Level(255, 254, "psnr:variant=basicsr"), Is.EqualTo(Level(1, 0, "psnr:variant=basicsr")));
    }

    [Test]
    public void A_reference_of_another_size_is_refused() =>
        Assert.That(() => Scorer.Score("psnr", new Image8(128, 96), new Image8(64, 48)), Throws.TypeOf<UserException>().With.Message.EqualTo(
            "128x96 pixels, but the reference is 64x48; give a reference of the same size"));

    [Test]
    public void A_picture_that_is_all_border_is_refused() =>
        Assert.That(() => Scorer.Score("psnr:crop=4", new Image8(8, 20), new Image8(8, 20)), Throws.TypeOf<UserException>().With.Message.EqualTo(
            "8x20 pixels, but PSNR needs 9 pixels or more on each side; use --metrics without psnr or a larger image"));

    [Test]
    public void A_missing_reference_is_the_callers_mistake() =>
        Assert.That(() => Scorer.Score("psnr", _a), Throws.ArgumentNullException);

    [TestCase("psnr:color-space=ycbcr", "psnr: color-space=ycbcr: it says which luma, but rgb is compared; add channel=y or leave it out")]
    [TestCase("psnr:variant=basicsr,channel=y,color-space=yiq",
        "psnr: color-space=yiq: BasicSR takes the luma of ycbcr only; leave it out or use variant=pyiqa")]
    public void Settings_that_contradict_each_other_are_refused(string specification, string sentence) =>
        Assert.That(() => Scorer.Metric(specification), Throws.TypeOf<UsageException>().With.Message.EqualTo(sentence));

    [Test, NonParallelizable] // counts every tensor of the process
    public void A_hundred_pictures_leave_nothing()
    {
        var (a, b) = (ClosedForm.Picture(1, 64, 48), ClosedForm.Picture(2, 64, 48));
        using var scorer = Scorer.Metric("psnr").Open(new MetricFolder(), Compute.Reference);
        Assert.That(MetricLeaks.After(() => Repeat(() => scorer.Score(a, b))), Is.EqualTo((0, 0)));
    }

    private static void Repeat(Action score)
    {
        for (var i = 0; i < 25; i++) score();
    }

    private static Image8 Inside(Image8 image) => image.Crop(7, 7, image.Width - 14, image.Height - 14);

    private static double Level(byte one, byte other, string specification) =>
        Scorer.Score(specification, new Image8(1, 1, [one, one, one]), new Image8(1, 1, [other, other, other]));
}
