using TorchTss.Imaging;
using TorchTss.Metrics;
using TorchTss.Metrics.Profiles;
using TorchTss.Metrics.Scoring;
using TorchTss.Runtime;

namespace TorchTss.Tests.Metrics.Scoring;

public sealed class ScoreRunTests
{
    private TemporaryFolder _folder = null!;
    private IDisposable _added = null!;

    [SetUp]
    public void SetUp() => (_folder, _added) = (new TemporaryFolder(), Catalog<IMetric>.Add(typeof(ScoreRunTests).Assembly));

    [TearDown]
    public void TearDown()
    {
        _added.Dispose();
        _folder.Dispose();
    }

    [Test]
    public void Scores_are_those_of_the_metrics()
    {
        var (a, b) = (ClosedForm.Picture(1, 192, 96), ClosedForm.Picture(2, 192, 96));
        var sheet = Run("niqe,psnr", [Pair("a", a, b), Pair("b", b, b)]);
        var expected = new Dictionary<string, double> { ["niqe"] = Scorer.Score("niqe", a), ["psnr"] = Scorer.Score("psnr", a, b) };
        Assert.That(sheet.Pictures[0].Scores, Is.EqualTo(expected));
        Assert.That(sheet.Values("psnr"), Is.EqualTo(new[] { Scorer.Score("psnr", a, b), 80 }));
        Assert.That((sheet.AnyMetric, sheet.IsWhole), Is.EqualTo((true, true)));
    }

    [Test]
    public void A_picture_that_fails_is_a_sentence_and_the_others_are_scored()
    {
        var (a, b) = (ClosedForm.Picture(1, 192, 96), ClosedForm.Picture(1, 64, 64));
        var broken = new PicturePair(_folder.File("text.png", "not a picture"u8.ToArray()), null);
        var sheet = Run("niqe,psnr,ssim", [broken, Pair("small", b, b), Pair("unequal", a, b), Pair("good", a, a)]);
        Assert.That(sheet.Pictures[0].Complaints.Single(), Does.StartWith($"{broken.Image}: "));
        Assert.That(sheet.Pictures[1].Complaints, Is.EqualTo(new[]
        {
            $"{_folder.File("small.png")}: 64x64 pixels, but niqe needs two 96x96 blocks; use --metrics without niqe or a larger image",
        }));
        Assert.That(sheet.Pictures[1].Scores.Keys, Is.EqualTo(new[] { "psnr", "ssim" }));
        Assert.That(sheet.Pictures[2].Complaints, Is.EqualTo(new[]
        {
            $"{_folder.File("unequal.png")}: 192x96 pixels, but the reference is 64x64; give a reference of the same size",
        }), "once, although two metrics say so");
        Assert.That(sheet.Pictures[3].Scores, Has.Count.EqualTo(3));
        Assert.That((sheet.AnyMetric, sheet.IsWhole), Is.EqualTo((true, false)));
    }

    [Test]
    public void A_metric_without_its_file_is_left_out_and_the_others_run()
    {
        var a = ClosedForm.Picture(1, 192, 96);
        var sheet = Run("needy,psnr", [Pair("a", a, a)]);
        Assert.That(sheet.Metrics[0].Complaint, Is.EqualTo(
            $"needy.safetensors: not found; wanted is nothing that exists (about 1 MB); put it in {_folder.Path}"));
        Assert.That((sheet.Metrics[1].Complaint, sheet.Values("psnr")[0], sheet.IsWhole), Is.EqualTo(((string?)null, 80, true)));
    }

    [Test]
    public void Without_any_metric_no_picture_is_read()
    {
        var sheet = Run("needy", [new PicturePair(_folder.File("none.png"), null)]);
        Assert.That((sheet.AnyMetric, sheet.Pictures.Count), Is.EqualTo((false, 0)));
    }

    [Test]
    public void A_set_metric_gives_one_number_for_two_sets_of_any_names()
    {
        var pairs = new[] { Pair("a", Grey(10)), Pair("b", Grey(20)), Pair("c", Grey(60)) };
        var sheet = Run("mean-gap", pairs, [Write("x", Grey(0)), Write("y", Grey(4))]);
        Assert.That((sheet.Metrics[0].SetScore, sheet.Values("mean-gap").Count), Is.EqualTo((28.0, 0)));
    }

    [Test]
    public void A_set_is_two_pictures_or_more()
    {
        const string Sentence = "it compares two sets of two pictures or more, and there are ";
        Assert.That(Run("mean-gap", [Pair("a", Grey(10))], [Write("x", Grey(0)), Write("y", Grey(4))]).Metrics[0].Complaint, Is.EqualTo(
            $"{Sentence}1 to judge and 2 originals; give folders"));
        var broken = new PicturePair(_folder.File("text.png", [1, 2, 3]), null);
        Assert.That(Run("mean-gap", [Pair("b", Grey(10)), broken], [Write("x", Grey(0)), Write("y", Grey(4))]).Metrics[0].Complaint, Is.EqualTo(
            $"{Sentence}1 to judge and 2 originals; give folders"), "one of the two cannot be read");
    }

    [Test]
    public void An_original_that_cannot_be_read_is_the_set_metrics_complaint()
    {
        var broken = _folder.File("text.png", [1, 2, 3]);
        var sheet = Run("mean-gap", [Pair("a", Grey(1)), Pair("b", Grey(2))], [Write("x", Grey(0)), broken]);
        Assert.That(sheet.Metrics[0].Complaint, Does.StartWith($"{broken}: "));
    }

    [Test]
    public void Progress_tells_every_picture_and_cancelling_ends_the_run()
    {
        var a = ClosedForm.Picture(1, 16, 16);
        using var source = new CancellationTokenSource();
        var seen = new List<string>();
        var progress = new Progress(p =>
        {
            seen.Add(Path.GetFileName(p.Pair.Image));
            if (seen.Count == 2) source.Cancel();
        });
        Assert.That(() => new ScoreRun(MetricList.Parse("psnr", new PyiqaProfile()), new MetricFolder(), Compute.Reference)
            .Run([Pair("a", a, a), Pair("b", a, a), Pair("c", a, a)], [], progress, source.Token), Throws.TypeOf<OperationCanceledException>());
        Assert.That(seen, Is.EqualTo(new[] { "a.png", "b.png" }));
    }

    private ScoreSheet Run(string metrics, IReadOnlyList<PicturePair> pairs, IReadOnlyList<string>? originals = null) =>
        new ScoreRun(MetricList.Parse(metrics, new PyiqaProfile()), new MetricFolder(_folder.Path), Compute.Reference).Run(pairs, originals ?? []);

    private PicturePair Pair(string name, Image8 image, Image8? reference = null) =>
        new(Write(name, image), reference is null ? null : Write($"{name}-original", reference));

    private string Write(string name, Image8 image)
    {
        ImageFile.Write(image, _folder.File($"{name}.png"));
        return _folder.File($"{name}.png");
    }

    private static Image8 Grey(byte level) => new(2, 2, [.. Enumerable.Repeat(level, 12)]);

    private sealed class Progress(Action<PictureScores> report) : IProgress<PictureScores>
    {
        public void Report(PictureScores value) => report(value);
    }

    [Named("needy", "a metric whose file nobody has (test)")]
    private sealed class NeedyMetric : IImageMetric
    {
        public MetricTraits Traits => new() { Title = "needy", Better = Better.Lower };

        public IReadOnlyList<MetricFile> Files => [new("needy.safetensors", "nothing that exists", 1)];

        public IImageScorer Open(MetricFolder folder, Compute compute) => throw new InvalidOperationException("is never opened");
    }

    [Named("mean-gap", "how far the mean levels of two sets are apart (test)")]
    private sealed class MeanGapMetric : ISetMetric
    {
        public MetricTraits Traits => new() { Title = "gap", Better = Better.Lower };

        public ISetScorer Open(MetricFolder folder, Compute compute) => new MeanScorer();

        public double Distance(IReadOnlyList<float[]> images, IReadOnlyList<float[]> references) =>
            images.Average(r => r[0]) - references.Average(r => r[0]);
    }

    private sealed class MeanScorer : ISetScorer
    {
        public float[] Describe(Image8 image) => [(float)image.Pixels.Average(p => p)];

        public void Dispose()
        {
        }
    }
}
