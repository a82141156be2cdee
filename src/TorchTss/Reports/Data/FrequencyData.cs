using TorchTss.Experiments.Frequency;
using TorchTss.Experiments.Results;

namespace TorchTss.Reports.Data;

/// <summary>What a results file says about frequencies, averaged.</summary>
/// <param name="Remarks">What it rests on; empty while the analysis has not come to its end, as all figures are computed then.</param>
/// <param name="Within">Steps, means over pictures; whole pictures and low bands first.</param>
/// <param name="Across">Results against those of the long run.</param>
/// <param name="Others">Runs that were measured and are not among the figures: another command's, or made since the last one came to its end.</param>
internal sealed record FrequencyData(
    IReadOnlyList<string> Remarks, IReadOnlyList<FrequencyMean> Within, IReadOnlyList<AcrossComparison> Across, int Others)
{
    /// <summary>Whether an analysis has come to its end.</summary>
    public bool IsFinished => Remarks.Count > 0;

    /// <summary>Reads everything; null when the file holds no analysis.</summary>
    public static FrequencyData? Read(ResultsFile file, ResultsData data)
    {
        var rows = new FrequencyRows(file);
        if (rows.Measured is null) return null;
        var (runs, spectra, within, across) = (FiguredRun.Of(data), new SpectrumTable(file), rows.Within(), rows.Across());
        var others = spectra.Cells(SpectrumKind.Within).Except(within.Select(r => r.Cell))
            .Concat(spectra.Cells(SpectrumKind.Across).Except(across.Select(r => r.Cell))).Distinct().Count();
        return new FrequencyData(
            rows.Remarks?.Split('\n') ?? [],
            FrequencyMeans.Overall(FrequencyMeans.ByImage(runs, within)),
            AcrossComparison.Of(FrequencyMeans.ByImage(runs, across)),
            others);
    }
}
