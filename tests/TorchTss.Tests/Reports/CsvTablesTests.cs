using System.Globalization;
using CsvHelper;
using TorchTss.Reports.Files;

namespace TorchTss.Tests.Reports;

public sealed class CsvTablesTests
{
    private static readonly SyntheticResults _results = new()
    {
        Steps = [7],
        Strategies = ["off", "tds"],
        Inputs = ["a, \"b\"", "c"],
        Metrics = [SyntheticResults.Niqe, SyntheticResults.Psnr],
        Pictures = false,
        Score = (s, input, metric) => metric == "psnr" ? double.PositiveInfinity : (s.Settings.Tss.Tds ? 0.1 : 0.2) + input.Length,
    };

    [Test]
    public void Numbers_keep_every_digit()
    {
        var rows = Read("results.csv");
        Assert.That(rows, Has.Count.EqualTo(2));
        Assert.That((rows[1]["steps"], rows[1]["tss"], rows[1]["pictures"], rows[1]["psnr"], rows[1]["psnr low"]),
            Is.EqualTo(("7", "tds", "2", "Infinity", "")));
        Assert.That(double.Parse(rows[1]["niqe"], CultureInfo.InvariantCulture), Is.EqualTo((0.1 + 6 + 0.1 + 1) / 2));
    }

    [Test]
    public void Comparisons_are_one_line_per_setting_and_metric()
    {
        var rows = Read("comparisons.csv");
        Assert.That(rows.Select(r => (r["tss"], r["baseline"], r["metric"], r["wins"], r["losses"], r["ties"])), Is.EqualTo(new[]
        {
            ("tds", "steps=7 tss=off", "niqe", "2", "0", "0"), ("tds", "steps=7 tss=off", "psnr", "0", "0", "2"),
        }));
        Assert.That(double.Parse(rows[0]["difference"], CultureInfo.InvariantCulture), Is.EqualTo(-0.1).Within(1e-12));
    }

    [Test]
    public void Scores_are_one_line_per_run_with_names_as_they_are()
    {
        var rows = Read("scores.csv");
        Assert.That(rows.Select(r => (r["picture"], r["tss"])),
            Is.EqualTo(new[] { ("a, \"b\"", "off"), ("c", "off"), ("a, \"b\"", "tds"), ("c", "tds") }));
    }

    [Test]
    public void The_papers_numbers_have_a_file_of_their_own()
    {
        var rows = Read("paper.csv", _results with
        {
            Paper = """
                {"title": "T", "note": "n",
                 "rows": [{"axes": {"steps": "7", "tss": "off"}, "scores": {"niqe": 5.80}},
                          {"axes": {"steps": "9", "tss": "off"}, "scores": {"niqe": 5}}]}
                """,
        });
        Assert.That(rows.Select(r => (r["steps"], r["niqe"], r["also run here"], r["source"])),
            Is.EqualTo(new[] { ("7", "5.80", "yes", "T: n"), ("9", "5", "no", "T: n") }));
    }

    private static List<Dictionary<string, string>> Read(string name, SyntheticResults? results = null)
    {
        using var file = new ReportFile(results ?? _results);
        using var report = file.Open();
        using var folder = new TemporaryFolder();
        Assert.That(CsvTables.Write(report, folder.Path), Does.Contain(folder.File(name)));
        using var reader = new StreamReader(folder.File(name));
        using var csv = new CsvReader(reader, CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        var rows = new List<Dictionary<string, string>>();
        while (csv.Read()) rows.Add(csv.HeaderRecord!.ToDictionary(h => h, h => csv.GetField(h)!));
        return rows;
    }
}
