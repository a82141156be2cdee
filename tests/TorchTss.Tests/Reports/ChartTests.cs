using TorchTss.Reports.Charts;

namespace TorchTss.Tests.Reports;

public sealed class ChartTests
{
    private static readonly SyntheticResults _results = new() { Metrics = [SyntheticResults.Niqe], Pictures = false };

    [Test]
    public void A_scale_keeps_its_values_inside_and_their_order()
    {
        var scale = ChartScale.Around([2, 5, 11], 100, 0);
        Assert.That(new[] { 2.0, 5, 11 }.Select(scale.At), Is.Ordered.Descending.And.All.InRange(0, 100));
    }

    [TestCase(0.0, 1.0, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [TestCase(3.86, 5.8, "4.0 4.5 5.0 5.5")]
    [TestCase(-120.0, 80.0, "−100 −50 0 50")]
    public void Ticks_are_round_numbers(double low, double high, string ticks) =>
        Assert.That(string.Join(" ", ChartScale.Around([low, high], 0, 300).Ticks(5).Select(t => t.Text)), Is.EqualTo(ticks));

    [Test]
    public void Equal_values_have_a_scale_too() => Assert.That(ChartScale.Around([0, 0], 0, 300).At(0), Is.EqualTo(150));

    [Test]
    public void Points_far_apart_are_spaced_by_their_logarithms()
    {
        var scale = ChartScale.Through([1, 10, 100], 0, 300);
        Assert.That(scale.At(10) - scale.At(1), Is.EqualTo(scale.At(100) - scale.At(10)).Within(0.2));
    }

    [Test]
    public void A_metric_is_drawn_against_the_numeric_axis_with_a_line_per_other_value()
    {
        using var file = new ReportFile(_results);
        using var report = file.Open();
        Assert.That(MetricLines.AxisOf(report.Data), Is.EqualTo("steps"));
        var chart = MetricLines.Of(report, 0, "steps")!;
        Assert.That(chart.Lines.Select(l => l.Label), Is.EqualTo(new[] { "tss=off", "tss=tds", "tss=tds+sds" }));
        Assert.That(chart.Lines.Select(l => l.Style).Distinct().Count(), Is.EqualTo(3));
        Assert.That(chart.XTicks.Select(t => t.Text), Is.EqualTo(new[] { "7", "10", "14" }));
        foreach (var mark in chart.Lines.SelectMany(l => l.Marks))
        {
            Assert.That(mark.Left, Is.InRange(chart.Left, chart.Right));
            Assert.That(new[] { mark.High, mark.Middle, mark.Low }, Is.Ordered.And.All.InRange(chart.Top, chart.Bottom), "up is less");
        }
        var row = report.Results.Rows[0].Estimates[0]!;
        Assert.That((chart.Lines[0].Marks[0].Text, chart.Lines[0].Marks[0].Range), Is.EqualTo((row.Text(2), row.Range(2))));
        Assert.That(chart.Description, Does.StartWith("NIQE, lower is better, against steps. tss=off: ").And.Contain(" at 7 to ")
            .And.Contain(" at 14."));
    }

    [Test]
    public void Words_on_every_axis_make_a_chart_of_means_instead()
    {
        using var file = new ReportFile(_results with { Steps = [7] });
        using var report = file.Open();
        Assert.That(MetricLines.AxisOf(report.Data), Is.Null);
        var chart = IntervalChart.OfMeans(report.Results, 0)!;
        Assert.That(chart.Rows.Select(r => r.Label), Is.EqualTo(new[] { "steps=7 tss=off", "steps=7 tss=tds", "steps=7 tss=tds+sds" }));
        Assert.That(chart.Rows.Select(r => r.Low <= r.Middle && r.Middle <= r.High), Has.All.True);
        Assert.That(ReportFile.Text(file.Html(), "charts"), Does.Contain("By setting"));
    }

    [Test]
    public void A_forest_plot_shows_zero_and_which_side_is_better()
    {
        using var file = new ReportFile(_results with { Metrics = [SyntheticResults.Niqe, SyntheticResults.Psnr] });
        using var report = file.Open();
        var (niqe, psnr) = (IntervalChart.OfDifferences(report.Comparisons, 0)!, IntervalChart.OfDifferences(report.Comparisons, 1)!);
        Assert.That((niqe.BetterLeft, niqe.BetterRight, psnr.BetterLeft, psnr.BetterRight), Is.EqualTo(("← better", "", "", "better →")));
        Assert.That(niqe.Zero, Is.InRange(niqe.Left, niqe.Right));
        var row = niqe.Rows[0];
        Assert.That((row.Verdict, row.High < niqe.Zero), Is.EqualTo(("better", true)), "wholly on the better side");
        Assert.That(niqe.Description, Does.StartWith("NIQE, difference from the baseline. steps=7 tss=tds: −").And.Contain(", better."));
    }

    [Test]
    public void Differences_have_signs_and_their_zero_line()
    {
        var chart = LineChart.Of(_text with { IsOfDifferences = true }, [Line("a", (1, -0.5), (2, -0.25))])!;
        Assert.That(chart.Lines[0].Marks.Select(m => m.Text), Is.EqualTo(new[] { "−0.50", "−0.25" }));
        Assert.That(chart.Zero, Is.InRange(chart.Top, chart.Lines[0].Marks[1].Middle), "above what is below zero");
        Assert.That(chart.Render().Text, Does.Contain("class=\"zero\""));
        Assert.That(LineChart.Of(_text, [Line("a", (1, -0.5))])!.Render().Text,
            Does.Not.Contain("class=\"zero\"").And.Not.Contain("class=\"error\""));
    }

    [Test]
    public void Long_lines_have_no_marks_and_round_numbers_below()
    {
        var chart = LineChart.Of(_text with { Counts = true }, [Line("a", [.. Enumerable.Range(1, 100).Select(k => ((double)k, 1.0 / k))])])!;
        Assert.That(chart.XTicks.Select(t => t.Text), Is.EqualTo(new[] { "20", "40", "60", "80", "100" }));
        Assert.That(chart.Lines[0].IsMarked, Is.False);
        Assert.That(chart.Render().Text, Does.Not.Contain("class=\"mark\"").And.Contain("class=\"line\""));
    }

    [Test]
    public void Bars_of_one_place_stay_apart_from_those_of_the_next()
    {
        LinePoint[] points = [.. new[] { 30.0, 31, 100 }.Select(x => new LinePoint(x, $"{x}", new(new(5, 4, 6, 8), OfSets: false)))];
        var chart = LineChart.Of(_text, [.. Enumerable.Range(0, 4).Select(i => new LineSeries($"{i}", points))])!;
        var (first, second) = (chart.Lines.Select(l => l.Marks[0].Left).ToArray(), chart.Lines.Select(l => l.Marks[1].Left).ToArray());
        Assert.That(first, Is.Ordered);
        Assert.That(first.Max(), Is.LessThan(second.Min()));
    }

    [Test]
    public void Long_numbers_have_room_at_the_left()
    {
        var (few, many) = (LineChart.Of(_text, [Line("a", (1, 1), (2, 9))])!, LineChart.Of(_text, [Line("a", (1, -0.0061), (2, -0.0011))])!);
        Assert.That(many.Left, Is.GreaterThan(few.Left));
        Assert.That(many.Lines[0].Marks[0].Left, Is.GreaterThan(many.Left));
    }

    [Test]
    public void A_line_without_points_keeps_its_colour_for_others()
    {
        var chart = LineChart.Of(_text, [Line("a"), Line("b", (1, 1))])!;
        Assert.That(chart.Lines.Select(l => (l.Label, l.Style)), Is.EqualTo(new[] { ("b", "line-2") }));
        Assert.That(LineChart.Of(_text, [Line("a")]), Is.Null);
    }

    [Test]
    public void Infinite_numbers_are_left_out_of_drawings()
    {
        using var file = new ReportFile(
            _results with
            {
                Metrics = [SyntheticResults.Psnr],
                Score = (s, _, _) => s.Settings.Tss.Tds ? double.PositiveInfinity
            : s.Settings.Steps!.Value
            });
        using var report = file.Open();
        Assert.That(MetricLines.Of(report, 0, "steps")!.Lines.Select(l => l.Label), Is.EqualTo(new[] { "tss=off" }));
        Assert.That(IntervalChart.OfDifferences(report.Comparisons, 0), Is.Null);
        Assert.That(ReportFile.Section(file.Html(), "charts"), Does.Contain("<svg").And.Not.Contain("NaN").And.Not.Contain("Infinity"));
    }

    private static readonly LineChartText _text = new("Title", "steps", "dB", 2);

    private static LineSeries Line(string label, params (double X, double Y)[] points) =>
        new(label, [.. points.Select(p => new LinePoint(p.X, $"{p.X}", new(new(p.Y, p.Y, p.Y, 1), OfSets: false)))]);
}
