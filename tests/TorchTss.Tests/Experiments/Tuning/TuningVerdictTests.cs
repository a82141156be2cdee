using TorchTss.Experiments.Statistics;
using TorchTss.Experiments.Tuning;
using TorchTss.Metrics;
using TorchTss.Schedules;

namespace TorchTss.Tests.Experiments.Tuning;

public sealed class TuningVerdictTests
{
    [TestCase(-0.5, -0.8, -0.2, Better.Lower,
        "on the 12 held-out pictures m is 0.50 better than with uniform sampling; the 95 % interval -0.80 to -0.20 of the difference excludes zero")]
    [TestCase(-0.5, -1.1, 0.1, Better.Lower,
        "on the 12 held-out pictures m is 0.50 better than with uniform sampling; "
        + "the 95 % interval -1.10 to 0.10 of the difference includes zero, so this may be chance")]
    [TestCase(-0.5, -0.8, -0.2, Better.Higher,
        "on the 12 held-out pictures m is 0.50 worse than with uniform sampling; "
        + "the 95 % interval -0.80 to -0.20 of the difference excludes zero, so keep uniform sampling")]
    [TestCase(0.5, 0.2, 0.8, Better.Higher,
        "on the 12 held-out pictures m is 0.50 better than with uniform sampling; the 95 % interval 0.20 to 0.80 of the difference excludes zero")]
    [TestCase(0.004, -0.2, 0.2, Better.Lower,
        "on the 12 held-out pictures m is about the same as with uniform sampling; the 95 % interval -0.20 to 0.20 of the difference includes zero")]
    [TestCase(0, 0, 0, Better.Lower, "on the 12 held-out pictures m is the same as with uniform sampling")]
    public void The_held_out_pictures_have_the_last_word(double mean, double low, double high, Better better, string sentence) =>
        Assert.That(TuningVerdict.Of(Result(better, held: Difference(mean, low, high, better))), Is.EqualTo(new[] { sentence }));

    [Test]
    public void Few_pictures_are_not_trusted() => Assert.That(
        TuningVerdict.Of(Result(Better.Lower, held: Difference(-1, -2, -0.5, Better.Lower, count: 5))).Last(),
        Is.EqualTo("an interval from 5 pictures is too narrow to be trusted; give 12 or more"));

    [Test]
    public void Metrics_that_were_paid_with_are_named()
    {
        var result = Result(Better.Lower, Difference(-1, -2, -0.5, Better.Lower));
        var psnr = Against(Difference(-0.21, -0.3, -0.13, Better.Higher)) with { Metric = "psnr" };
        var ssim = Against(Difference(-0.01, -0.03, 0.01, Better.Higher)) with { Metric = "ssim" };
        var verdict = TuningVerdict.Of(result with { HeldOut = [.. result.HeldOut, psnr, ssim] });
        Assert.That(verdict.Skip(1), Is.EqualTo(new[]
        {
            "this is paid for: psnr is 0.21 worse than with uniform sampling there, and its interval -0.3 to -0.13 excludes zero",
        }));
    }

    [Test]
    public void A_search_that_did_not_even_fit_says_so() => Assert.That(
        TuningVerdict.Of(Result(Better.Lower, Difference(-1, -2, -0.5, Better.Lower), fitted: Difference(0.1, 0, 0.2, Better.Lower))).First(),
        Is.EqualTo("not even on the fitting pictures was a candidate better than uniform sampling"));

    [Test]
    public void Without_a_winner_nothing_is_recommended() => Assert.That(
        TuningVerdict.Of(new TuningResult { Metric = "m", Better = Better.Lower }),
        Is.EqualTo(new[] { "every candidate was dropped, so there is nothing to recommend; keep uniform sampling, or loosen --guard" }));

    private static TuningResult Result(Better better, PairedComparison held, PairedComparison? fitted = null) => new()
    {
        Metric = "m",
        Better = better,
        Decimals = 2,
        Winner = new Candidate(new ValueRange(1, 2), new ValueRange(0.4, 0.6), true),
        HeldOut = [Against(held)],
        Fitting = [Against(fitted ?? Difference(better == Better.Lower ? -1 : 1, -1, 1, better))],
    };

    private static TuningComparison Against(PairedComparison paired) => new(TuningComparison.Uniform, "m", default, default, paired);

    private static PairedComparison Difference(double mean, double low, double high, Better better, int count = 12) =>
        new(new Interval(mean, low, high, count), 0, 0, 0, better);
}
