using TorchTss.Experiments.Results;

namespace TorchTss.Tests.Reports;

public sealed class ComparisonTableTests
{
    private static readonly SyntheticResults _results = new() { Steps = [7, 10], Metrics = [SyntheticResults.Niqe], Pictures = false };

    [Test]
    public void A_group_is_compared_with_the_same_point_at_the_baselines_values()
    {
        using var file = new ReportFile(_results);
        using var report = file.Open();
        Assert.That(report.Comparisons.Rows.Select(r => $"{r.Group.Label} - {r.Baseline.Label}"), Is.EqualTo(new[]
        {
            "steps=7 tss=tds - steps=7 tss=off", "steps=7 tss=tds+sds - steps=7 tss=off",
            "steps=10 tss=tds - steps=10 tss=off", "steps=10 tss=tds+sds - steps=10 tss=off",
        }));
    }

    [Test]
    public void Without_a_note_the_first_group_is_the_baseline()
    {
        using var file = new ReportFile(_results with { Baseline = null });
        using var report = file.Open();
        Assert.That(report.Comparisons.Rows.Select(r => r.Baseline.Label), Has.Exactly(5).EqualTo("steps=7 tss=off"));
    }

    [Test]
    public void A_baseline_of_numbers_and_several_axes_is_one_for_all()
    {
        using var file = new ReportFile(_results with { Baseline = """{"steps": 10, "tss": "off"}""" });
        using var report = file.Open();
        Assert.That(report.Comparisons.Rows.Select(r => r.Baseline.Label), Has.Exactly(5).EqualTo("steps=10 tss=off"));
    }

    [Test]
    public void Groups_whose_baseline_was_not_run_are_named()
    {
        using var file = new ReportFile(_results with { Strategies = ["tds"] });
        using var report = file.Open();
        Assert.That(report.Comparisons.Rows, Is.Empty);
        Assert.That(report.Comparisons.Alone, Is.EqualTo(new[] { "steps=7 tss=tds", "steps=10 tss=tds" }));
    }

    [TestCase(-1.0, "better")]
    [TestCase(1.0, "worse")]
    [TestCase(0.0, "undecided")]
    public void The_verdict_follows_the_interval_and_the_direction(double shift, string verdict)
    {
        using var file = new ReportFile(_results with
        {
            Score = (s, input, _) => input[^1] + (Value(s) == "off" ? 0 : shift + 0.5 * (input[^1] % 2 == 0 ? 1 : -1)),
        });
        using var report = file.Open();
        var comparison = report.Comparisons.Rows[0].Comparisons[0]!;
        Assert.That(comparison.Verdict, Is.EqualTo(verdict));
        Assert.That(comparison.Paired!.Wins + comparison.Paired.Losses, Is.EqualTo(8));
        Assert.That(comparison.Difference.Value, Is.EqualTo(shift).Within(1e-9));
    }

    [Test]
    public void One_picture_decides_nothing()
    {
        using var file = new ReportFile(_results with { Inputs = ["a"] });
        using var report = file.Open();
        Assert.That(report.Comparisons.Rows[0].Comparisons[0]!.Verdict, Is.EqualTo("no interval"));
    }

    [TestCase(5, true)]
    [TestCase(6, false)]
    public void Few_pictures_are_said_to_be_few(int pictures, bool few)
    {
        using var file = new ReportFile(_results with { Inputs = [.. Enumerable.Range(0, pictures).Select(i => $"p{i}")] });
        using var report = file.Open();
        Assert.That(report.Comparisons.HasFewPictures, Is.EqualTo(few));
        Assert.That(ReportFile.Text(file.Html(), "comparisons").Contains("With fewer than 6 pictures", StringComparison.Ordinal), Is.EqualTo(few));
    }

    private static string Value(ResultSetting setting) => setting.Axes.Single(a => a.Key == "tss").Value;
}
