using TorchTss.Experiments.Frequency;
using TorchTss.Experiments.Results;

namespace TorchTss.Tests.Reports;

/// <summary>The figures of an analysis for the finished runs of a results file, made without one: straight lines.</summary>
internal static class SyntheticFrequency
{
    private static readonly string[] _bands = ["low", "mid", "high"];

    /// <summary>SNR of a step: 30, 20 and 10 dB by band at k = 1, two more with every step, one more for every picture, five for every
    /// strategy.</summary>
    public static double Snr(int band, int k, int picture, int strategy) => 30 - 10 * band + 2 * (k - 1) + picture + 5 * strategy;

    /// <summary>Leaves figures of every run, followed and against the longest; the second picture has no smooth patches.</summary>
    public static void Leave(string results)
    {
        using var file = ResultsFile.Open(results);
        var data = new ResultsData(file);
        string[] strategies = [.. data.Settings.Select(s => s.Axes.Single(a => a.Key == "tss").Value).Distinct()];
        var longest = data.Settings.Max(s => s.Settings.Steps!.Value);
        var (within, across) = (new List<FrequencyRow>(), new List<AcrossRow>());
        foreach (var setting in data.Settings)
        {
            var (steps, strategy) = (setting.Settings.Steps!.Value, Array.IndexOf(strategies, setting.Axes.Single(a => a.Key == "tss").Value));
            foreach (var (input, picture) in data.Inputs.Select((input, i) => (input, i)))
            {
                if (data.Cell(setting, input) is not { } cell) continue;
                var parts = from scope in BandFigures.Scopes
                            where scope != "smooth" || picture != 1
                            from band in Enumerable.Range(0, 3)
                            select (scope, band);
                foreach (var (scope, band) in parts)
                {
                    for (var k = 1; k <= steps; k++)
                    {
                        within.Add(new(
                            cell.Id, k, 999 - 100 * k, scope, _bands[band], k == steps ? SignalToNoise.Cap : Snr(band, k, picture, strategy),
                            3.0 - 0.25 * k, k == 1 ? null : -0.25));
                    }
                    if (steps < longest) across.Add(new(cell.Id, scope, _bands[band], Snr(band, steps, picture, strategy), 0.5));
                }
            }
        }
        file.PutNote(FrequencyRows.MeasuredNote, "--bands 1/3,2/3 --reference final");
        new FrequencyRows(file).Write(new FrequencyFigures(within, across, ["--bands 1/3,2/3 --reference final", "thresholds 10,200 (given)"]));
    }
}
