using System.Globalization;
using Spectre.Console;
using TorchTss.Experiments.Statistics;
using TorchTss.Metrics;
using TorchTss.Metrics.Scoring;

namespace TorchTss.Cli;

/// <summary>A row per picture, then the means with their intervals.</summary>
internal static class ScoreTable
{
    private const int Wide = 10_000;        // never wrapped: a terminal or a file does that better

    public static void Write(ScoreSheet sheet, TextWriter to)
    {
        MetricOutcome[] metrics = [.. sheet.Metrics.Where(m => m.Complaint is null)];
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn(Column("picture", Justify.Left));
        foreach (var metric in metrics) table.AddColumn(Column(Heading(metric.Choice), Justify.Right));
        foreach (var picture in sheet.Pictures)
        {
            Row(picture.Pair.Image, m => picture.Scores.TryGetValue(m.Choice.Name, out var score) ? Number(score, m) : "-");
        }
        Row("mean", m => m.SetScore is { } one ? Number(one, m) : Mean(sheet, m) is { } mean ? Number(mean.Mean, m) : "-");
        if (sheet.Pictures.Count > 1)
        {
            Row("95 % interval", m => Mean(sheet, m) is { Count: > 1 } mean ? $"{Number(mean.Low, m)} to {Number(mean.High, m)}" : "-");
        }
        if (!sheet.IsWhole) Row("pictures", m => sheet.Values(m.Choice.Name).Count.ToString(CultureInfo.InvariantCulture));

        var plain = new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(to) };
        var console = AnsiConsole.Create(plain);
        console.Profile.Width = Wide;
        console.Write(table);

        void Row(string title, Func<MetricOutcome, string> cell) =>
            table.AddRow([Markup.Escape(title), .. metrics.Select(m => Markup.Escape(cell(m)))]);
    }

    private static TableColumn Column(string title, Justify alignment) => new(Markup.Escape(title)) { NoWrap = true, Alignment = alignment };

    /// <summary>The mean of one metric; null where no picture has a score.</summary>
    public static Interval? Mean(ScoreSheet sheet, MetricOutcome metric) =>
        sheet.Values(metric.Choice.Name) is { Count: > 0 } values ? Bootstrap.Mean(values) : null;

    private static string Heading(MetricChoice choice)
    {
        var traits = choice.Metric.Traits;
        return $"{choice.Name}{(traits.Unit.Length > 0 ? $" {traits.Unit}" : "")} {(traits.Better == Better.Higher ? "↑" : "↓")}";
    }

    private static string Number(double value, MetricOutcome metric) =>
        double.IsPositiveInfinity(value) ? "inf" : value.ToString($"F{metric.Choice.Metric.Traits.Decimals}", CultureInfo.InvariantCulture);
}
