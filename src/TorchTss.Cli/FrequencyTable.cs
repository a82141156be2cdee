using System.Globalization;
using TorchTss.Experiments.Frequency;
using static System.FormattableString;

namespace TorchTss.Cli;

/// <summary>The main figures of an analysis as text.</summary>
internal static class FrequencyTable
{
    /// <summary>Whole pictures: every run's bands at a few steps, then results against the long run.</summary>
    public static void Write(IReadOnlyList<FrequencyMean> within, IReadOnlyList<AcrossComparison> across, TextWriter to)
    {
        foreach (var run in within.Where(m => m.Scope == BandFigures.All).GroupBy(m => (m.Strategy, m.Steps)))
        {
            to.WriteLine();
            to.WriteLine(Invariant($"{run.Key.Strategy}, {run.Key.Steps} steps: SNR in dB (noise in grey levels) against the reference"));
            var bands = run.Select(m => m.Band).Distinct().ToArray();
            to.WriteLine($"{"k",5} {"t",6}{string.Concat(bands.Select(b => $"{b,18}"))}");
            foreach (var step in run.GroupBy(m => m.K).Where(s => RunMeter.IsShown(s.Key - 1, run.Key.Steps)))
            {
                var cells = bands.Select(b => step.FirstOrDefault(m => m.Band == b) is { SnrDb: { } snr } m
                    ? Invariant($"{snr:0.00} ({m.Noise:0.00})") : "-");
                to.WriteLine($"{step.Key,5} {Invariant($"{step.First().T:0}"),6}{string.Concat(cells.Select(c => $"{c,18}"))}");
            }
        }
        if (across.Count == 0) return;
        var high = across[^1].Band;
        to.WriteLine();
        to.WriteLine($"results against the long run: SNR of the {high} band in dB, mean [95 % interval]; "
            + "in brackets the difference to uniform, wins-losses, * when its interval excludes 0");
        foreach (var row in across.Where(c => c.Band == high))
        {
            var snr = Interval(row.SnrDb.Mean, row.SnrDb.Low, row.SnrDb.High, "0.00");
            to.WriteLine($"{row.Steps,5} {row.Strategy,-12}{snr,-26}{Difference(row)}".TrimEnd());
        }
    }

    private static string Difference(AcrossComparison row) => row.ToUniform is not { Difference: var d } paired ? ""
        : $"({Interval(d.Mean, d.Low, d.High, "+0.00;-0.00")} {paired.Wins}-{paired.Losses}{(d.ExcludesZero ? " *" : "")})";

    private static string Interval(double mean, double low, double high, string format) =>
        $"{Text(mean, format)} [{Text(low, format)}, {Text(high, format)}]";

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
