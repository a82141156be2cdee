using TorchTss.Experiments.Results;
using TorchTss.Experiments.Statistics;

namespace TorchTss.Tests.Reports;

public sealed class ResultTableTests
{
    private static readonly SyntheticResults _two = new()
    {
        Steps = [7],
        Strategies = ["off", "tds"],
        Inputs = ["a", "b", "c"],
        Metrics = [SyntheticResults.Niqe],
        Pictures = false
    };

    [Test]
    public void A_mean_is_over_pictures_after_averaging_each_over_its_seeds()
    {
        // Picture a: 1 and 3, picture b: 10 once; a mean over runs would be 14/3.
        using var file = new ReportFile(_two with
        {
            Strategies = ["off"],
            Seeds = [0, 1],
            Inputs = ["a", "b"],
            Skips = (s, input) => input == "b" && s.Settings.Seed == 1,
            Score = (s, input, _) => input == "b" ? 10 : s.Settings.Seed == 0 ? 1 : 3,
        });
        using var report = file.Open();
        var row = report.Results.Rows.Single();
        Assert.That(row.Group.Label, Is.EqualTo("steps=7 tss=off"));
        Assert.That(row.Estimates[0]!.Value, Is.EqualTo(6));
        Assert.That((row.Pictures, row.Runs, row.Missing), Is.EqualTo((2, 3, 1)));
    }

    [Test]
    public void Intervals_are_the_bootstrap_over_pictures()
    {
        double[] scores = [1, 4, 9];
        using var file = new ReportFile(_two with { Score = (_, input, _) => scores[input[0] - 'a'] });
        using var report = file.Open();
        Assert.That(report.Results.Rows[0].Estimates[0]!.Interval, Is.EqualTo(Bootstrap.Mean(scores)));
    }

    [Test]
    public void The_best_and_what_prints_like_it_are_bold()
    {
        using var file = new ReportFile(
            _two with
            {
                Strategies = ["off", "late", "tds"],
                Score = (s, _, _) =>
            Value(s) switch { "off" => 5, "late" => 3.8649, _ => 3.8651 - 0.0005 }
            });
        using var report = file.Open();
        // 3.8649 and 3.8646 are both 3.86: lower is better, and neither is told from the other.
        Assert.That(new[] { 0, 1, 2 }.Select(r => report.Results.IsBest(r, 0)), Is.EqualTo(new[] { false, true, true }));
    }

    [TestCase("psnr", 1)]
    [TestCase("niqe", 0)]
    public void Which_end_is_best_follows_the_metric(string metric, int best)
    {
        using var file = new ReportFile(_two with
        {
            Metrics = [metric == "psnr" ? SyntheticResults.Psnr : SyntheticResults.Niqe],
            Score = (s, _, _) => Value(s) == "off" ? 1 : 2,
        });
        using var report = file.Open();
        Assert.That((report.Results.IsBest(0, 0), report.Results.IsBest(1, 0)), Is.EqualTo((best == 0, best == 1)));
    }

    [Test]
    public void A_row_with_fewer_pictures_is_not_ranked()
    {
        using var file = new ReportFile(_two with
        {
            Strategies = ["off", "late", "tds"],
            Skips = (s, input) => Value(s) == "tds" && input == "c",
            Score = (s, _, _) => Value(s) switch { "off" => 5, "late" => 4, _ => 1 },
        });
        using var report = file.Open();
        Assert.That(new[] { 0, 1, 2 }.Select(r => report.Results.IsBest(r, 0)), Is.EqualTo(new[] { false, true, false }));
        Assert.That(report.Results.IsPartial, Is.True);
    }

    [Test]
    public void A_single_row_has_no_best()
    {
        using var file = new ReportFile(_two with { Strategies = ["off"] });
        using var report = file.Open();
        Assert.That(report.Results.IsBest(0, 0), Is.False);
    }

    [Test]
    public void Infinite_scores_have_a_mean_and_no_interval()
    {
        using var file = new ReportFile(
            _two with
            {
                Metrics = [SyntheticResults.Psnr],
                Score = (s, input, _) => Value(s) == "tds" && input == "a" ? double.PositiveInfinity
            : 30
            });
        using var report = file.Open();
        var estimate = report.Results.Rows[1].Estimates[0]!;
        Assert.That((estimate.Text(2), estimate.Range(2)), Is.EqualTo(("∞", "")));
        Assert.That(report.Results.IsBest(1, 0), Is.True);
    }

    [Test]
    public void A_metric_without_scores_has_no_column()
    {
        using var file = new ReportFile(
            _two with { Metrics = [SyntheticResults.Niqe, SyntheticResults.Psnr with { Problem = "psnr.bin: not found" }] });
        using var report = file.Open();
        Assert.That(report.Results.Columns.Select(c => c.Title), Is.EqualTo(new[] { "NIQE" }));
    }

    private static string Value(ResultSetting setting) => setting.Axes.Single(a => a.Key == "tss").Value;
}
