using TorchTss.Schedules;

namespace TorchTss.Tests.Schedules;

public sealed class TssNoticesTests
{
    private static IEnumerable<TestCaseData> Sentences
    {
        get
        {
            TssSettings plain = new(), tds = new() { Tds = true }, sds = new() { Sds = true }, tss = new() { Tds = true, Sds = true };
            yield return Of(plain with { N = 1.6 }, "--n 1.6: has no effect without --tds");
            yield return Of(plain with { A = 0.5 }, "--a 0.5: has no effect without --tds");
            yield return Of(tss with { N = 1.6 }, "--n 1.6: has no effect with --sds; use --n-range");
            yield return Of(sds with { A = 0.5 }, "--a 0.5: has no effect with --sds; use --a-range");
            yield return Of(plain with { NRange = new(1, 2) }, "--n-range 1,2: has no effect without --sds");
            yield return Of(tds with { NRange = new(1, 2) }, "--n-range 1,2: has no effect without --sds; use --n, or add --sds");
            yield return Of(tds with { ARange = new(0.4, 0.6) }, "--a-range 0.4,0.6: has no effect without --sds; use --a, or add --sds");
            yield return Of(sds with { NRange = new(1.5, 2) }, "--n-range 1.5,2: without --tds n begins at 1, not at 1.5; add --tds to begin there");
            yield return Of(tds with { N = 2, Warp = "trigonometric" }, "--n 2: has no effect on --warp trigonometric");
            yield return Of(tds with { A = 0.4, Warp = "late-only" }, "--a 0.4: has no effect on --warp late-only");
            yield return Of(tss with { ARange = new(0.4, 0.6), Warp = "exponential" }, "--a-range 0.4,0.6: has no effect on --warp exponential");
            yield return Of(plain with { Warp = "late-only" }, "--warp late-only: has no effect without --tds or --sds");
            yield return Of(tds with { VarianceWindow = 17 }, "--variance-window 17: has no effect without --sds");
            yield return Of(tds with { VarianceSigma = 2.5 }, "--variance-sigma 2.5: has no effect without --sds");
            yield return Of(tds with { LevelMap = "nearest" }, "--level-map nearest: has no effect without --sds");
        }
    }

    [TestCaseSource(nameof(Sentences))]
    public void What_is_given_in_vain_is_said_in_one_sentence(TssSettings settings, string sentence) =>
        Assert.That(settings.Notices(), Is.EqualTo(new[] { sentence }));

    [Test]
    public void What_has_an_effect_is_not_mentioned()
    {
        Assert.That(new TssSettings { BaseGrid = "paper", Rounding = TimestepRounding.Floor }.Notices(), Is.Empty);
        Assert.That(new TssSettings { Tds = true, N = 1.6, A = 0.5, Warp = "polynomial" }.Notices(), Is.Empty);
        var all = new TssSettings { Tds = true, Sds = true, NRange = new(1.5, 2), ARange = new(0.4, 0.6), VarianceWindow = 17, LevelMap = "nearest" };
        Assert.That(all.Notices(), Is.Empty);
    }

    private static TestCaseData Of(TssSettings settings, string sentence) => new TestCaseData(settings, sentence).SetArgDisplayNames(sentence);
}
