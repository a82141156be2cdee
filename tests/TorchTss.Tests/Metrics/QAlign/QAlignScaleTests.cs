using TorchTss.Metrics.QAlign;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Tests.Metrics.QAlign;

public sealed class QAlignScaleTests
{
    [TestCase("1-5", 5, 3, 1.4)]
    [TestCase("0-1", 1, 0.5, 0.1)]
    public void Answers_are_worth_equal_steps_from_excellent_to_bad(string scale, double best, double even, double poorOrBad)
    {
        using var scope = NewDisposeScope();
        double Expected(params double[] probabilities) =>
            QAlignScale.Of(scale).Expected(tensor(probabilities.Select(p => (float)Math.Log(p + 1e-30)).ToArray(), [1, 5])).item<float>();
        Assert.That(Expected(1, 0, 0, 0, 0), Is.EqualTo(best).Within(1e-6));
        Assert.That(Expected(.2, .2, .2, .2, .2), Is.EqualTo(even).Within(1e-6));
        Assert.That(Expected(0, 0, 0, .4, .6), Is.EqualTo(poorOrBad).Within(1e-6));
    }

    [Test]
    public void Another_scale_is_refused() => Assert.That(() => QAlignScale.Of("1-4"), Throws.TypeOf<UsageException>().With.Message.EqualTo(
        "qalign setting scale=1-4: unknown, did you mean 1-5? known: 0-1, 1-5"));
}
