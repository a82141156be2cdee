using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using TorchTss.Runtime;

namespace TorchTss.Experiments.Frequency;

/// <summary>The tables of an analysis as CSV files; what they rest on stands above the heading in lines that begin with #.</summary>
internal static class FrequencyFiles
{
    /// <summary>Per picture and over all pictures, of steps and of results: four files; without results, two.</summary>
    /// <returns>The names of what was written.</returns>
    /// <exception cref="UserException">A folder that cannot be written to.</exception>
    public static IReadOnlyList<string> Write(
        string folder, IReadOnlyList<string> remarks, IReadOnlyList<FrequencyMean> within, IReadOnlyList<FrequencyMean> across,
        IReadOnlyList<AcrossComparison> comparisons)
    {
        var written = new List<string>();
        Table("frequency.csv", "image,strategy,steps,k,t,scope,band,snr_db,noise,delta",
            within.Select(m => (object?[])[m.Image, m.Strategy, m.Steps, m.K, m.T, m.Scope, m.Band, m.SnrDb, m.Noise, m.Delta]));
        Table("summary.csv", "strategy,steps,k,t,scope,band,snr_db,snr_images,noise,delta,images",
            FrequencyMeans.Overall(within).Select(m =>
                (object?[])[m.Strategy, m.Steps, m.K, m.T, m.Scope, m.Band, m.SnrDb, m.SnrCount, m.Noise, m.Delta, m.Count]));
        if (across.Count == 0) return written;
        Table("across.csv", "image,strategy,steps,scope,band,snr_db,noise",
            across.Select(m => (object?[])[m.Image, m.Strategy, m.Steps, m.Scope, m.Band, m.SnrDb, m.Noise]));
        Table("across-summary.csv",
            "strategy,steps,band,snr_db,snr_low,snr_high,noise,images,to_uniform,to_uniform_low,to_uniform_high,wins,losses,ties",
            comparisons.Select(c => (object?[])[
                c.Strategy, c.Steps, c.Band, c.SnrDb.Mean, c.SnrDb.Low, c.SnrDb.High, c.Noise, c.SnrDb.Count,
                c.ToUniform?.Difference.Mean, c.ToUniform?.Difference.Low, c.ToUniform?.Difference.High,
                c.ToUniform?.Wins, c.ToUniform?.Losses, c.ToUniform?.Ties]));
        return written;

        void Table(string name, string heading, IEnumerable<object?[]> rows)
        {
            AtomicFile.Write(Path.Combine(folder, name), stream => Write(stream, remarks, heading, rows));
            written.Add(name);
        }
    }

    private static void Write(Stream stream, IReadOnlyList<string> remarks, string heading, IEnumerable<object?[]> rows)
    {
        using var text = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
        using var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" });
        foreach (var remark in remarks) text.WriteLine($"# {remark}");
        text.WriteLine(heading);
        foreach (var row in rows)
        {
            foreach (var value in row) csv.WriteField(value is double number ? number.ToString("0.######", CultureInfo.InvariantCulture) : value);
            csv.NextRecord();
        }
        csv.Flush();
    }
}
