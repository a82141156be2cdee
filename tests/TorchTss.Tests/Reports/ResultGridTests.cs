using TorchTss.Experiments.Results;
using TorchTss.Reports.Tables;

namespace TorchTss.Tests.Reports;

public sealed class ResultGridTests
{
    [Test]
    public void Two_axes_make_a_grid_with_the_best_of_each_line()
    {
        using var file = new ReportFile(new SyntheticResults
        {
            Steps = [7, 10],
            Metrics = [SyntheticResults.Niqe, SyntheticResults.Psnr],
            Pictures = false,
            Score = (s, _, metric) => s.Settings.Steps!.Value + s.Axes[1].Value.Length * (metric == "niqe" ? -1 : 1),
        });
        using var report = file.Open();
        var grid = ResultGrid.Of(report)!;
        Assert.That((grid.RowAxis, grid.ColumnAxis), Is.EqualTo(("steps", "tss")));
        Assert.That(grid.Heads, Is.EqualTo(new[] { "off", "tds", "tds+sds" }));
        Assert.That(grid.Blocks.Select(b => b.Value), Is.EqualTo(new[] { "7", "10" }));
        Assert.That(grid.Blocks[1].Lines[0].Cells.Select(c => (c.Text, c.Best)),
            Is.EqualTo(new[] { ("7.00", false), ("7.00", false), ("3.00", true) }));
        Assert.That(grid.Blocks[1].Lines[1].Cells.Select(c => (c.Text, c.Best)),
            Is.EqualTo(new[] { ("13.00", false), ("13.00", false), ("17.00", true) }));
    }

    [Test]
    public void A_point_that_was_not_run_is_a_dash()
    {
        using var file = new ReportFile(
            new SyntheticResults { Steps = [7, 10], Metrics = [SyntheticResults.Niqe], Pictures = false, Skips = At("10", "tds") });
        using var report = file.Open();
        Assert.That(ResultGrid.Of(report)!.Blocks[1].Lines[0].Cells[1].Text, Is.EqualTo("–"));
    }

    [Test]
    public void One_value_on_an_axis_is_no_grid()
    {
        using var file = new ReportFile(new SyntheticResults { Steps = [7], Pictures = false });
        using var report = file.Open();
        Assert.That(ResultGrid.Of(report), Is.Null);
    }

    private static Func<ResultSetting, string, bool> At(string steps, string tss) => (s, _) => s.Axes[0].Value == steps && s.Axes[1].Value == tss;
}
