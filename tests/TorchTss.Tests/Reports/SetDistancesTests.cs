using TorchTss.Experiments.Results;
using TorchTss.Metrics;
using TorchTss.Runtime;

namespace TorchTss.Tests.Reports;

public sealed class SetDistancesTests
{
    private static readonly ResultMetric _centres = new(
        "centres-test", new MetricTraits { Title = "CD", Better = Better.Lower, Decimals = 1 }, OfSets: true, Problem: null);

    [Test]
    public void A_metric_of_sets_has_one_number_per_setting_and_no_interval()
    {
        using var added = Catalog<IMetric>.Add(typeof(SetDistancesTests).Assembly);
        using var file = File([0, 1]);
        using var report = file.Open();
        // Results of "off" lie 3 beside the originals, of "tds" 1 and 2 by seed.
        Assert.That(report.Results.Rows.Select(r => r.Estimates[0]!.Value), Is.EqualTo(new[] { 3, 1.5 }));
        Assert.That(report.Results.Rows.Select(r => r.Estimates[0]!.Range(1)), Has.All.Empty);
        Assert.That(report.Results.IsBest(1, 0), Is.True);
        Assert.That((report.Comparisons.Rows[0].Comparisons[0]!.Difference.Value, report.Comparisons.Rows[0].Comparisons[0]!.Verdict),
            Is.EqualTo((-1.5, "no interval")));
        Assert.That(ReportFile.Text(file.Html(), "results"), Does.Contain("Metrics of sets have one number per setting and no interval."));
    }

    [Test]
    public void A_metric_that_this_program_does_not_know_has_no_number()
    {
        using var file = File([0]);
        using var report = file.Open();
        Assert.That(report.Results.Rows.Select(r => r.Estimates[0]), Has.All.Null);
        Assert.That(ReportFile.Text(file.Html(), "results"), Does.Contain("7 off –"));
    }

    private static ReportFile File(int[] seeds)
    {
        var file = new ReportFile(
            new SyntheticResults
            {
                Steps = [7],
                Strategies = ["off", "tds"],
                Seeds = seeds,
                Inputs = ["a", "b"],
                Metrics = [_centres],
                Size = (16, 16)
            });
        using var results = ResultsFile.Open(file.Results);
        foreach (var cell in results.Cells())
        {
            var seed = results.Settings().Single(s => s.Id == cell.Setting).Settings.Seed;
            results.PutFeature(cell.Id, _centres.Name, [cell.Setting.Contains("off", StringComparison.Ordinal) ? 13 : 11 + seed]);
        }
        foreach (var input in results.Inputs()) results.PutFeature(input.Reference!, _centres.Name, [10]);
        return file;
    }

    [Named("centres-test", "how far the means of two sets are apart (test)")]
    private sealed class Centres : ISetMetric
    {
        public MetricTraits Traits => _centres.Traits;

        public ISetScorer Open(MetricFolder folder, Compute compute) => throw new InvalidOperationException("a report runs no network");

        public double Distance(IReadOnlyList<float[]> images, IReadOnlyList<float[]> references) =>
            images.Average(i => i[0]) - references.Average(r => r[0]);
    }
}
