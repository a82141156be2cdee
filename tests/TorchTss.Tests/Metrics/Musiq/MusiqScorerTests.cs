using TorchTss.Checkpoints;
using TorchTss.Metrics;
using TorchTss.Metrics.Musiq;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Tests.Metrics.Musiq;

[NonParallelizable] // counts every tensor of the process
public sealed class MusiqScorerTests
{
    [Test]
    public void Scoring_again_and_again_leaves_nothing_and_so_does_closing()
    {
        var picture = ClosedForm.Picture(1, 70, 50);
        using (var scorer = Scorer())
        {
            Assert.That(MetricLeaks.After(() => scorer.Score(picture, null)), Is.EqualTo((0, 0)));
        }
        Assert.That(MetricLeaks.After(() =>
        {
            using var scorer = Scorer();
            scorer.Score(picture, null);
        }).Thread, Is.Zero);
    }

    [Test]
    public void A_picture_so_slim_that_it_vanishes_is_refused()
    {
        using var scorer = Scorer();
        Assert.That(() => scorer.Score(ClosedForm.Picture(1, 1, 448), null), Throws.TypeOf<UserException>().With.Message.EqualTo(
            "1x448 pixels, but MUSIQ shrinks the longer side to 224 pixels, where nothing is left of the shorter one; "
            + "use --metrics without musiq or a larger image"));
    }

    [TestCase(1, 1)]
    [TestCase(447, 1)]
    [TestCase(33, 65)]
    public void A_picture_of_any_other_size_has_a_score(int width, int height)
    {
        using var scorer = Scorer();
        Assert.That(double.IsFinite(scorer.Score(ClosedForm.Picture(1, width, height), null)), Is.True);
    }

    private static MusiqScorer Scorer() => new(new MusiqMetric(new MusiqOptions()),
        ClosedForm.Filled(MetaDevice.Build(() => new MusiqNetwork(ToyMusiq.Config with { LongerSides = [224, 384] }))), CPU);
}
