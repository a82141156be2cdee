using TorchTss.Checkpoints;
using TorchTss.Imaging;
using TorchTss.Metrics;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Tests.Metrics;

/// <summary>Expected values: metrics specification §11.3, BasicSR and pyiqa on T(1) and T(2).</summary>
public sealed class NiqeMetricTests
{
    private static readonly Image8 _a = ClosedForm.Picture(1, 384, 288), _b = ClosedForm.Picture(2, 384, 288);

    [TestCase("niqe:variant=basicsr", 29.25947)]
    [TestCase("niqe:variant=basicsr,crop=4", 29.67636)]
    [TestCase("niqe", 29.848447)]
    [TestCase("niqe:color-space=ycbcr", 29.259566)]
    public void The_official_values_come_out(string specification, double expected) =>
        Assert.That(Scorer.Score(specification, _a), Is.EqualTo(expected).Within(5e-6));

    [Test]
    public void Another_picture_has_another_score() =>
        Assert.That(Scorer.Score("niqe:variant=basicsr", _b), Is.EqualTo(29.85440).Within(5e-6));

    [Test]
    public void What_is_no_whole_block_does_not_count([Values("niqe", "niqe:variant=basicsr")] string specification) =>
        Assert.That(Scorer.Score(specification, ClosedForm.Picture(1, 479, 383)), Is.EqualTo(Scorer.Score(specification, _a)));

    [TestCase("niqe", 90, 700, "90x700 pixels, but niqe needs two 96x96 blocks; use --metrics without niqe or a larger image")]
    [TestCase("niqe", 191, 191, "191x191 pixels, but niqe needs two 96x96 blocks; use --metrics without niqe or a larger image")]
    [TestCase("niqe:crop=1", 192, 97,
        "192x97 pixels, but niqe needs two 96x96 blocks inside a border of 1; use --metrics without niqe or a larger image")]
    public void A_picture_without_two_blocks_is_refused(string specification, int width, int height, string sentence) =>
        Assert.That(() => Scorer.Score(specification, new Image8(width, height)), Throws.TypeOf<UserException>().With.Message.EqualTo(sentence));

    [Test]
    public void Two_blocks_are_enough([Values("niqe", "niqe:variant=basicsr")] string specification) =>
        Assert.That(Scorer.Score(specification, ClosedForm.Picture(1, 96, 192)), Is.GreaterThan(1).And.LessThan(100));

    [Test]
    public void A_picture_that_is_flat_but_for_one_block_is_refused([Values("niqe", "niqe:variant=basicsr")] string specification)
    {
        var image = new Image8(192, 192);
        image.Pixels.AsSpan().Fill(90);
        Assert.That(() => Scorer.Score(specification, image), Throws.TypeOf<UserException>().With.Message.EqualTo(
            "0 of 4 blocks of 96x96 pixels have any texture, but niqe needs two; use --metrics without niqe or a picture that is less flat"));
        for (var y = 0; y < 80; y++) _a.Row(y)[..240].CopyTo(image.Row(y));
        Assert.That(() => Scorer.Score(specification, image), Throws.TypeOf<UserException>().With.Message.EqualTo(
            "1 of 4 blocks of 96x96 pixels have any texture, but niqe needs two; use --metrics without niqe or a picture that is less flat"));
    }

    [Test]
    public void The_luma_of_another_library_is_refused() =>
        Assert.That(() => Scorer.Metric("niqe:variant=basicsr,color-space=yiq"), Throws.TypeOf<UsageException>().With.Message.EqualTo(
            "niqe: color-space=yiq: BasicSR takes the luma of ycbcr only; leave it out or use variant=pyiqa"));

    [Test]
    public void Its_statistics_ship()
    {
        var file = Scorer.Metric("niqe").Files.Single();
        Assert.That((file.Ships, new MetricFolder().Complaint(Scorer.Metric("niqe"))), Is.EqualTo((true, (string?)null)));
    }

    [Test]
    public void Statistics_of_another_shape_are_refused()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        var path = folder.File("niqe_pris_params.safetensors");
        SafetensorsWriter.Write(path, new Dictionary<string, Tensor> { ["mu_pris_param"] = zeros(1, 36), ["cov_pris_param"] = zeros(18, 36) });
        var metric = Scorer.Metric("niqe");
        Assert.That(() => metric.Open(new MetricFolder(folder.Path), Compute.Reference), Throws.TypeOf<UserException>().With.Message.EqualTo(
            $"{path}: cov_pris_param is [18, 36], expected [36, 36]; take the file that comes with the program"));
    }

    [Test, NonParallelizable] // counts every tensor of the process
    public void A_hundred_pictures_leave_nothing_and_opening_leaves_nothing()
    {
        var image = ClosedForm.Picture(1, 192, 96);
        using (var scorer = Scorer.Metric("niqe").Open(new MetricFolder(), Compute.Reference))
        {
            Assert.That(MetricLeaks.After(() =>
            {
                for (var i = 0; i < 25; i++) scorer.Score(image, null);
            }), Is.EqualTo((0, 0)));
        }
        Assert.That(MetricLeaks.After(() => Scorer.Score("niqe", image)), Is.EqualTo((0, 0)));
    }
}
