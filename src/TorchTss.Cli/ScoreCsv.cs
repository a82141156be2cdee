using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using TorchTss.Metrics.Scoring;

namespace TorchTss.Cli;

/// <summary>image, metric, value: the pictures, then rows called mean, low and high, or set for the number of a set metric.</summary>
internal static class ScoreCsv
{
    /// <summary>The first line of every such file.</summary>
    public const string Heading = "image,metric,value";

    public static void Write(ScoreSheet sheet, Stream stream)
    {
        using var text = new StreamWriter(stream, leaveOpen: true);
        using var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" });
        Row(csv, "image", "metric", "value");
        foreach (var picture in sheet.Pictures)
        {
            foreach (var (metric, score) in picture.Scores) Row(csv, picture.Pair.Image, metric, Number(score));
        }
        foreach (var metric in sheet.Metrics)
        {
            if (metric.SetScore is { } one) Row(csv, "set", metric.Choice.Name, Number(one));
            if (ScoreTable.Mean(sheet, metric) is not { } mean) continue;
            Row(csv, "mean", metric.Choice.Name, Number(mean.Mean));
            Row(csv, "low", metric.Choice.Name, Number(mean.Low));
            Row(csv, "high", metric.Choice.Name, Number(mean.High));
        }
    }

    private static void Row(CsvWriter csv, string image, string metric, string value)
    {
        csv.WriteField(image);
        csv.WriteField(metric);
        csv.WriteField(value);
        csv.NextRecord();
    }

    private static string Number(double value) => double.IsPositiveInfinity(value) ? "inf" : value.ToString("R", CultureInfo.InvariantCulture);
}
