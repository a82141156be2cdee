using System.Text.Json;
using TorchTss.Experiments;
using TorchTss.Experiments.Tables;
using TorchTss.Metrics;
using TorchTss.Runtime;

namespace TorchTss.Tests.Experiments.Tables;

/// <summary>The paper's tables that travel with the program: complete, exact, and experiments that run.</summary>
public sealed class PaperTablesTests
{
    private static IEnumerable<int> Numbers => PaperTables.Numbers;

    [Test]
    public void All_eleven_are_there() => Assert.That(Numbers, Is.EqualTo(Enumerable.Range(1, 11)));

    [Test]
    public void Every_number_of_the_paper_is_there_and_no_other([ValueSource(nameof(Numbers))] int number)
    {
        var published = PublishedCells.Of(number);
        Assert.That(published, Is.Not.Empty.And.Unique);
        Assert.That(Ours(number), Is.EquivalentTo(published));
    }

    [Test] // "4.61 (2.2×)" has two numbers
    public void The_speed_of_table_9_is_in_its_note()
    {
        Assert.That(PublishedTable.Read(9).Rows[^1][^1], Is.EqualTo("4.61 (2.2×)"), "the premise");
        Assert.That(Paper(9).GetProperty("note").GetString(), Does.Contain("2.2×"));
    }

    [Test]
    public void Every_table_says_what_the_paper_did_and_what_it_does_itself([ValueSource(nameof(Numbers))] int number)
    {
        Assert.That(PaperTables.Text(number), Does.StartWith("{\n  // The paper: ").And.Contain("\n  // This file: "));
        Assert.That(PaperTables.Title(number), Does.StartWith($"Table {number}: "));
        Assert.That(Paper(number).GetProperty("title").GetString(), Is.EqualTo($"TSS, Table {number}"));
    }

    [Test]
    public void Every_table_is_an_experiment_whose_settings_can_be([ValueSource(nameof(Numbers))] int number)
    {
        var experiment = ExperimentJson.Read(PaperTables.Text(number), $"table {number}", new RunSettings());
        var plan = ExperimentPlan.Of(experiment with { Metrics = [] }, [], new MetricFolder());
        Assert.That(plan.Problems, Is.Empty);
        Assert.That(plan.Settings.Select(s => s.Id), Is.Unique);
        Assert.That(experiment.Metrics[0], Is.EqualTo("niqe"));
        Assert.That(experiment.Metrics, Is.SupersetOf(new[] { "psnr", "ssim", "lpips-filled" }));
        Assert.That(experiment.Metrics.Select(m => Catalog<IMetric>.Create(m, "--metrics")), Is.All.Not.Null);
    }

    [TestCase(1, 2)]
    [TestCase(2, 9)]
    [TestCase(3, 3)]
    [TestCase(4, 4)]
    [TestCase(5, 6)]
    [TestCase(6, 8)]
    [TestCase(7, 2)]
    [TestCase(8, 2)]
    [TestCase(9, 2)]
    [TestCase(10, 6)]
    [TestCase(11, 2)]
    public void The_settings_are_the_rows_that_this_host_can_make(int number, int settings)
    {
        var experiment = ExperimentJson.Read(PaperTables.Text(number), $"table {number}", new RunSettings());
        var groups = ExperimentPlan.Of(experiment with { Metrics = [] }, [], new MetricFolder()).Settings.Select(s => s.Group).ToArray();
        Assert.That(groups, Has.Length.EqualTo(settings));

        // Tables over data sets or hosts have no row that is this run's; every other row of the paper has one.
        var rows = Paper(number).GetProperty("rows").EnumerateArray().Select(Point).ToArray();
        if (number is 1 or 5 or 7 or 11) Assert.That(rows.Intersect(groups), Is.Empty);
        else Assert.That(rows, Is.EquivalentTo(groups));
    }

    private static IEnumerable<string> Ours(int number) =>
        from row in Paper(number).GetProperty("rows").EnumerateArray()
        from score in row.GetProperty("scores").EnumerateObject()
        select PublishedCells.Cell(Point(row), score.Name, score.Value.GetRawText());

    private static string Point(JsonElement row) =>
        string.Join(' ', row.GetProperty("axes").EnumerateObject().Select(a => $"{a.Name}={a.Value.GetString()}"));

    private static JsonElement Paper(int number) => JsonDocument.Parse(
        ExperimentJson.Read(PaperTables.Text(number), $"table {number}", new RunSettings()).Paper!).RootElement;
}
