using TorchTss.Experiments.Frequency;
using TorchTss.Experiments.Results;

namespace TorchTss.Tests.Experiments.Frequency;

public sealed class FrequencyRowsTests
{
    private TemporaryFolder _folder = null!;
    private ResultsFile _file = null!;

    [SetUp]
    public void Open()
    {
        _folder = new TemporaryFolder();
        _file = ResultsFile.Open(_folder.File("r.sqlite"));
    }

    [TearDown]
    public void Close()
    {
        _file.Dispose();
        _folder.Dispose();
    }

    [Test]
    public void Figures_come_back_as_they_were_and_replace_those_of_before()
    {
        var rows = new FrequencyRows(_file);
        Assert.That(rows.Remarks, Is.Null);
        var figures = new FrequencyFigures(
            [new("c", 1, 999, "all", "low", 12.5, 3, null), new("c", 2, 500.25, "all", "low", null, 2, -1)], [new("c", "all", "low", null, 0.5)],
                ["a", "b"]);
        rows.Write(figures with { Within = [new("old", 1, 1, "all", "low", 1, 1, 1)] });
        rows.Write(figures);
        Assert.That(rows.Within(), Is.EqualTo(figures.Within));
        Assert.That(rows.Across(), Is.EqualTo(figures.Across));
        Assert.That(rows.Remarks, Is.EqualTo("a\nb"));
    }

    [Test]
    public void Whole_pictures_and_low_bands_come_first()
    {
        string[] bands = ["low", "mid", "high"];
        var rows = new FrequencyRows(_file);
        rows.Write(new FrequencyFigures(
            [.. from scope in BandFigures.Scopes from band in bands select new FrequencyRow("c", 1, 999, scope, band, 1, 1, null)],
            [.. from scope in BandFigures.Scopes from band in bands select new AcrossRow("c", scope, band, 1, 1)], []));
        var expected = from scope in new[] { "all", "smooth", "medium", "high" } from band in bands select (scope, band);
        Assert.That(rows.Within().Select(r => (r.Scope, r.Band)), Is.EqualTo(expected));
        Assert.That(rows.Across().Select(r => (r.Scope, r.Band)), Is.EqualTo(expected));
    }

    [Test]
    public void Energies_come_back_to_the_bit()
    {
        var table = new SpectrumTable(_file);
        var run = new RunSpectra(1000, new(3, [1, 2, 3, 0.1, 0.2, 1e-300]), [Math.PI],
            [new(1, [999, 998.5], new(3, [4, 5, 6, 7, 8, 9])), new(2, [0, 0], new(3, [0, 0, 0, 0, 0, 0]))]);
        table.Put("c", SpectrumKind.Within, run);
        Assert.That(table.Cells(SpectrumKind.Within), Is.EqualTo(new[] { "c" }));
        Assert.That(table.Cells(SpectrumKind.Across), Is.Empty);
        Assert.That(table.Get("c", SpectrumKind.Across), Is.Null);
        var back = table.Get("c", SpectrumKind.Within)!;
        Assert.That((back.Pixels, back.Reference.Bands, back.Reference.Patches), Is.EqualTo((1000, 3, 1)));
        Assert.That((back.Reference.Values, back.Variances), Is.EqualTo((run.Reference.Values, run.Variances)));
        Assert.That(back.Steps.Select(s => (s.K, s.Timesteps, s.Residual.Values)),
            Is.EqualTo(run.Steps.Select(s => (s.K, s.Timesteps, s.Residual.Values))));
        table.Replace("c");
        Assert.That(table.Get("c", SpectrumKind.Within), Is.Null);
    }
}
