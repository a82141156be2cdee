using TorchTss.Experiments;
using TorchTss.Experiments.Frequency;
using TorchTss.Experiments.Results;
using TorchTss.Imaging;

namespace TorchTss.Tests.Experiments.Frequency;

public sealed class FrequencyMeansTests
{
    private TemporaryFolder _folder = null!;
    private FrequencyPlan _plan = null!;

    [SetUp]
    public void Plan()
    {
        _folder = new TemporaryFolder();
        ExperimentInput[] inputs = [Input("a", 10), Input("b", 20), Input("c", 30)];
        _plan = FrequencyPlan.Of(new() { Steps = [2], Across = [2], ReferenceSteps = 9, Strategies = ["uniform", "tds"], Seeds = [0, 1] }, inputs);
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Seeds_are_averaged_per_picture_and_pictures_count_alike()
    {
        // Picture a has two seeds, picture b one; picture c does not have the class.
        var means = FrequencyMeans.ByImage(FiguredRun.Of(_plan), [Row("a", 0, 10, -1), Row("a", 1, 20, -3), Row("b", 0, 40, -6)]);
        Assert.That(means.Select(m => (m.Image, m.SnrDb, m.Delta, m.Count)),
            Is.EqualTo(new[] { ("a", (double?)15, (double?)-2, 2), ("b", 40, -6, 1) }));
        var overall = FrequencyMeans.Overall(means).Single();
        Assert.That((overall.Image, overall.SnrDb, overall.Delta, overall.Count), Is.EqualTo(((string?)null, (double?)27.5, (double?)-4, 2)));
    }

    [Test]
    public void A_ratio_that_is_undefined_is_left_out_and_its_noise_is_not()
    {
        var overall = FrequencyMeans.Overall(FrequencyMeans.ByImage(FiguredRun.Of(_plan), [Row("a", 0, null, 0), Row("b", 0, 30, 0)])).Single();
        Assert.That((overall.SnrDb, overall.SnrCount, overall.Noise, overall.Count), Is.EqualTo(((double?)30, 1, 2.0, 2)));
        Assert.That(FrequencyMeans.Overall(FrequencyMeans.ByImage(FiguredRun.Of(_plan), [Row("a", 0, null, 0)])).Single().SnrDb, Is.Null);
    }

    [Test]
    public void Results_are_compared_with_uniform_ones_picture_by_picture()
    {
        var rows = new[] { ("a", 20.0, 21.0), ("b", 30, 34), ("c", 25, 25) }.SelectMany(p => new[]
        {
            Result(p.Item1, "uniform", p.Item2), Result(p.Item1, "tds", p.Item3), Result(p.Item1, "tds", 99) with { Scope = "smooth" },
        });
        var comparisons = AcrossComparison.Of(FrequencyMeans.ByImage(FiguredRun.Of(_plan), rows));
        Assert.That(comparisons, Has.Count.EqualTo(2));
        var (uniform, tds) = (comparisons[0], comparisons[1]);
        Assert.That((uniform.Strategy, uniform.SnrDb.Mean, uniform.ToUniform), Is.EqualTo(("uniform", 25.0, (object?)null)));
        Assert.That((tds.Strategy, tds.SnrDb.Mean, tds.Noise), Is.EqualTo(("tds", 80.0 / 3, 2.0)));
        Assert.That((tds.ToUniform!.Difference.Mean, tds.ToUniform.Wins, tds.ToUniform.Losses, tds.ToUniform.Ties), Is.EqualTo((5.0 / 3, 2, 0, 1)));
    }

    [Test]
    public void A_results_file_alone_has_the_averages_of_the_analysis()
    {
        var figures = new FrequencyFigures(
            [.. _plan.Cells.SelectMany((c, i) => Followed(c, i))],
            [.. _plan.Cells.Where(c => c.Run.Across).SelectMany((c, i) => Bands.Select(b => new AcrossRow(c.Id, "all", b, 20 + i * i % 7, 1 + i)))],
            ["remark"]);
        using var file = ResultsFile.Open(_folder.File("r.sqlite"));
        new FrequencyAnalysis(_plan, file).WriteHead(null);
        foreach (var cell in _plan.Cells) file.Put(Finished(cell), [], null);
        new FrequencyRows(file).Write(figures);
        // Another experiment in the same file, which has no strategies.
        var other = new ResultSetting("other", [new("steps", "2")], _plan.Runs[0].Setting.Settings);
        file.Put([other]);
        file.Put(new ResultCell("other cell", other.Id, _plan.Inputs[0].Row.Id, DateTime.UnixEpoch, 1, 1, null, "0", "cpu"), [], null);

        var (fromPlan, fromFile, rows) = (FiguredRun.Of(_plan), FiguredRun.Of(new ResultsData(file)), new FrequencyRows(file));
        Assert.That(FrequencyMeans.Overall(FrequencyMeans.ByImage(fromFile, rows.Within())),
            Is.EqualTo(FrequencyMeans.Overall(FrequencyMeans.ByImage(fromPlan, figures.Within))).And.Not.Empty);
        Assert.That(AcrossComparison.Of(FrequencyMeans.ByImage(fromFile, rows.Across())),
            Is.EqualTo(AcrossComparison.Of(FrequencyMeans.ByImage(fromPlan, figures.Across))).And.Not.Empty);
    }

    private static string[] Bands => ["low", "mid", "high"];

    private static IEnumerable<FrequencyRow> Followed(FrequencyCell cell, int number) =>
        from k in Enumerable.Range(1, 2)
        from scope in BandFigures.Scopes
        from band in Bands
        select new FrequencyRow(cell.Id, k, 1000 - k, scope, band, 10 * k + number % 5, 1.0 / k, k == 1 ? null : -0.5);

    private static ResultCell Finished(FrequencyCell cell) =>
        new(cell.Id, cell.Run.Setting.Id, cell.Input.Row.Id, DateTime.UnixEpoch, 1, 1, null, "0.1.0", "cpu fp32");

    private FrequencyRow Row(string image, long seed, double? snr, double delta) => new(
        _plan.Cells.Single(c => c.Input.Row.Name == image && c.Run is { Steps: 2, Strategy: "uniform" } && c.Run.Seed == seed).Id,
        K: 2, T: 100, "high", "high", snr, Noise: 2, delta);

    private AcrossRow Result(string image, string strategy, double snr) => new(
        _plan.Cells.First(c => c.Input.Row.Name == image && c.Run.Steps == 2 && c.Run.Strategy == strategy).Id, "all", "high", snr, Noise: 2);

    private ExperimentInput Input(string name, int level)
    {
        ImageFile.Write(TestPictures.Flat(8, level), _folder.File($"{name}.png"));
        return new(_folder.File($"{name}.png"), null);
    }
}
