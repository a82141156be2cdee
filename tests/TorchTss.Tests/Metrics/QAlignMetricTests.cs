using TorchTss.Metrics;
using TorchTss.Runtime;
using TorchTss.Tests.Metrics.QAlign;
using static TorchSharp.torch;

namespace TorchTss.Tests.Metrics;

[NonParallelizable] // counts every tensor of the process
public sealed class QAlignMetricTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new TemporaryFolder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [TestCase(1)]
    [TestCase(3)]
    public void Has_the_score_of_the_specification_from_one_file_or_several(int shards)
    {
        TinyOwl.Write(_folder.Path, ScalarType.Float32, shards);
        Assert.That(Score("qalign"), Is.EqualTo(2.5435588).Within(1e-5));
    }

    [TestCase(ScalarType.BFloat16)]
    [TestCase(ScalarType.Float16)]
    public void Half_precision_stays_near_it(ScalarType dtype)
    {
        TinyOwl.Write(_folder.Path, dtype);
        Assert.That(Score("qalign"), Is.EqualTo(2.5435588).Within(0.02));
    }

    [Test]
    public void Every_setting_changes_the_score_as_it_says()
    {
        TinyOwl.Write(_folder.Path, ScalarType.Float32);
        Assert.That(Score("qalign:scale=0-1"), Is.EqualTo((2.5435588 - 1) / 4).Within(1e-5));
        Assert.That(new[] { Score("qalign"), Score("qalign:task=aesthetics"), Score("qalign:prompt=class-score") }, Is.Unique);
    }

    [Test]
    public void Scoring_again_and_again_leaves_nothing_and_so_does_closing()
    {
        TinyOwl.Write(_folder.Path, ScalarType.BFloat16);
        using (var scorer = Metric("qalign").Open(new MetricFolder(_folder.Path), Compute.Reference))
        {
            Assert.That(MetricLeaks.After(() => scorer.Score(ClosedForm.Picture(1, 80, 50), null)), Is.EqualTo((0, 0)));
        }
        Assert.That(MetricLeaks.After(() => Score("qalign")).Thread, Is.Zero);
    }

    [Test]
    public void A_missing_folder_is_asked_for()
    {
        var sentence = "one-align: not found; wanted is the folder of q-future/one-align, with config.json and the weights, "
            + $"8.2 billion numbers in half precision (about 16400 MB); put it in {_folder.Path}";
        Assert.That(() => Metric("qalign").Open(new MetricFolder(_folder.Path), Compute.Reference),
            Throws.TypeOf<UserException>().With.Message.EqualTo(sentence));
        Assert.That(new MetricFolder(_folder.Path).Complaint(Metric("qalign")), Is.EqualTo(sentence));
        Directory.CreateDirectory(_folder.File("one-align"));
        Assert.That(new MetricFolder(_folder.Path).Complaint(Metric("qalign")), Is.Null);
    }

    [TestCase("qalign", "QAlign", 1, 5)]
    [TestCase("qalign:task=aesthetics,scale=0-1", "QAlign (aesthetics)", 0, 1)]
    public void Needs_no_reference_and_has_the_chosen_range(string specification, string title, double minimum, double maximum) =>
        Assert.That(Metric(specification).Traits, Is.EqualTo(new MetricTraits
        {
            Title = title,
            Better = Better.Higher,
            Minimum = minimum,
            Maximum = maximum,
            Decimals = 2,
        }));

    [TestCase("qalign:scale=0-5", "qalign setting scale=0-5: unknown, did you mean 0-1? known: 0-1, 1-5")]
    [TestCase("qalign:task=beauty", "--metrics: task=beauty: expected one of quality, aesthetics")]
    [TestCase("qalign:prompt=wrong", "--metrics: prompt=wrong: expected one of corrected, class-score")]
    public void Unknown_settings_are_refused(string specification, string sentence) =>
        Assert.That(() => Metric(specification), Throws.TypeOf<UsageException>().With.Message.EqualTo(sentence));

    private double Score(string specification)
    {
        using var scorer = Metric(specification).Open(new MetricFolder(_folder.Path), Compute.Reference);
        return scorer.Score(ClosedForm.Picture(1, 56, 56), null);
    }

    private static IImageMetric Metric(string specification) => (IImageMetric)Catalog<IMetric>.Create(specification, "--metrics");
}
