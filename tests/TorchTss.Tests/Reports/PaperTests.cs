namespace TorchTss.Tests.Reports;

public sealed class PaperTests
{
    private const string Note = """
        {"title": "Table 2", "note": "SUPIR on RealPhoto60, by the authors.",
         "rows": [{"axes": {"steps": "7", "tss": "off"}, "scores": {"niqe": 5.80, "psnr": null, "qalign": 3.62}},
                  {"axes": {"tss": "tds", "steps": 7}, "scores": {"niqe": 0.10, "seconds": 9.5}},
                  {"axes": {"steps": "20", "tss": "off", "host": "supir"}, "scores": {"niqe": 4.41}}]}
        """;

    private static readonly SyntheticResults _results = new() { Steps = [7], Metrics = [SyntheticResults.Niqe], Pictures = false, Paper = Note };

    [Test]
    public void Numbers_of_the_same_point_stand_in_our_row()
    {
        using var file = new ReportFile(_results);
        var text = ReportFile.Text(file.Html(), "results");
        Assert.That(text, Does.Match(@"7 off [\d.]+ \[[\d., ]+\] paper 5\.80 – paper 3\.62 "), "ours, the interval, then theirs with their digits");
        Assert.That(text, Does.Match(@"7 tds [\d.]+ \[[\d., ]+\] paper 0\.10 – [\d.]+ 0\.30 per step paper 9\.5"), "whatever the order of the axes");
    }

    [Test]
    public void Other_points_are_rows_of_their_own()
    {
        using var file = new ReportFile(_results);
        Assert.That(ReportFile.Text(file.Html(), "results"), Does.Contain("paper 20 host=supir off 4.41"));
    }

    [Test]
    public void The_papers_numbers_are_never_ranked_with_ours()
    {
        using var file = new ReportFile(_results);
        using var report = file.Open();
        Assert.That(Enumerable.Range(0, 3).Count(r => report.Results.IsBest(r, 0)), Is.EqualTo(1), "0.10 would be the best");
        Assert.That(file.Html(), Does.Not.Match("best[^<]*<[^<]*0\\.10"));
    }

    [Test]
    public void A_metric_that_only_the_paper_has_is_a_marked_column()
    {
        using var file = new ReportFile(_results);
        using var report = file.Open();
        Assert.That(report.Results.Columns.Select(c => (c.Name, c.OnlyPaper)), Is.EqualTo(new[] { ("niqe", false), ("qalign", true) }));
    }

    [Test]
    public void The_note_says_who_measured()
    {
        using var file = new ReportFile(_results);
        Assert.That(ReportFile.Text(file.Html(), "results"),
            Does.Contain(
            "paper Table 2: SUPIR on RealPhoto60, by the authors. These numbers are the paper's, not ours; they are not ranked with ours."));
    }

    [Test]
    public void A_metrics_base_name_is_enough_when_it_is_the_only_one()
    {
        using var one = new ReportFile(_results with { Metrics = [SyntheticResults.Niqe with { Name = "niqe:variant=pyiqa" }] });
        Assert.That(ReportFile.Text(one.Html(), "results"), Does.Contain("paper 5.80"));
        using var two = new ReportFile(
            _results with
            {
                Metrics = [SyntheticResults.Niqe with { Name = "niqe:variant=pyiqa" },
            SyntheticResults.Niqe with { Name = "niqe:variant=basicsr" }]
            });
        Assert.That(ReportFile.Text(two.Html(), "results"), Does.Not.Contain("paper 5.80"), "which of the two?");
    }
}
