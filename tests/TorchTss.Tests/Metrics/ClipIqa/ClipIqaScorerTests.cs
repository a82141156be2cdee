using TorchTss.Metrics;
using TorchTss.Metrics.ClipIqa;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Tests.Metrics.ClipIqa;

[NonParallelizable] // counts every tensor of the process
public sealed class ClipIqaScorerTests
{
    [Test]
    public void Scores_lie_between_0_and_1_and_the_settings_change_them()
    {
        double[] scores = [Score(new()), Score(new() { Prompts = ClipPrompts.Paper }), Score(new() { PosEmbedding = true })];
        Assert.That(scores, Is.All.InRange(0.0, 1.0));
        Assert.That(scores, Is.Unique);
    }

    [Test]
    public void Scoring_again_and_again_leaves_nothing_and_so_does_closing()
    {
        var picture = ClosedForm.Picture(1, 40, 50);
        using (var scorer = Scorer(new()))
        {
            Assert.That(MetricLeaks.After(() => scorer.Score(picture, null)), Is.EqualTo((0, 0)));
        }
        Assert.That(MetricLeaks.After(() => Score(new())).Thread, Is.Zero);
    }

    [Test]
    public void A_picture_that_is_too_small_is_refused()
    {
        using var scorer = Scorer(new());
        Assert.That(() => scorer.Score(ClosedForm.Picture(1, 90, 31), null), Throws.TypeOf<UserException>().With.Message.EqualTo(
            "90x31 pixels, but CLIPIQA needs 32 pixels or more on each side; use --metrics without clipiqa or a larger image"));
        Assert.That(scorer.Score(ClosedForm.Picture(1, 32, 32), null), Is.InRange(0, 1));
    }

    [Test]
    public void Each_pair_counts_by_the_share_of_its_good_text()
    {
        using var scope = NewDisposeScope();
        var logits = tensor(new[] { 0f, 0f, 1f, 0f }, [1, 4]);
        Assert.That(ClipIqaScorer.Preference(logits).item<float>(), Is.EqualTo((0.5 + 1 / (1 + Math.Exp(-1))) / 2).Within(1e-7));
    }

    private static double Score(ClipIqaOptions options)
    {
        using var scorer = Scorer(options);
        return scorer.Score(ClosedForm.Picture(1, 50, 71), null);
    }

    private static ClipIqaScorer Scorer(ClipIqaOptions options) => new(new ClipIqaMetric(options), ToyClip.Filled(), options, CPU);
}
