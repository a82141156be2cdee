using TorchTss.Experiments.Results;
using static System.FormattableString;

namespace TorchTss.Experiments.Frequency;

/// <summary>All figures of a finished analysis.</summary>
/// <param name="Within">Steps against the run's own result, or the given reference.</param>
/// <param name="Across">Results against that of the long run.</param>
/// <param name="Remarks">What they rest on: options, thresholds.</param>
internal sealed record FrequencyFigures(IReadOnlyList<FrequencyRow> Within, IReadOnlyList<AcrossRow> Across, IReadOnlyList<string> Remarks)
{
    /// <summary>Classes the patches of everything that was measured, and computes the figures.</summary>
    /// <param name="plan">What belongs to the analysis; cells that could not be made are left out.</param>
    /// <param name="file">Where the energies are.</param>
    public static FrequencyFigures Of(FrequencyPlan plan, ResultsFile file)
    {
        var (spectra, options) = (new SpectrumTable(file), plan.Request.Options);
        var within = Measured(plan, spectra, SpectrumKind.Within);
        double[] variances = [.. within.SelectMany(r => r.Spectra.Variances)];
        var thresholds = options.Thresholds ?? TextureThresholds.Thirds(variances);
        return new FrequencyFigures(
            [.. within.SelectMany(r => RunFigures.Of(r.Cell, r.Spectra, thresholds, options))],
            [.. Measured(plan, spectra, SpectrumKind.Across).SelectMany(r => RunFigures.Across(r.Cell, r.Spectra, thresholds, options))],
            [
                plan.Measured,
                variances.Length == 0 ? "no picture has a whole patch, so there are no texture classes" : Classes(thresholds, options, variances.Length),
                $"seeds {string.Join(',', plan.Request.Seeds)}, averaged per picture",
            ]);
    }

    private static string Classes(TextureThresholds thresholds, FrequencyOptions options, int patches) =>
        Invariant($"thresholds {thresholds.First:0.###},{thresholds.Second:0.###} ")
        + (options.Thresholds is null ? Invariant($"(thirds of {patches} patches)") : "(given)");

    private static IReadOnlyList<(string Cell, RunSpectra Spectra)> Measured(FrequencyPlan plan, SpectrumTable spectra, SpectrumKind kind) =>
    [
        .. from cell in plan.Cells
           where kind == SpectrumKind.Within ? cell.Run.Within : cell.Run.Across
           let measured = spectra.Get(cell.Id, kind)
           where measured is not null
           select (cell.Id, measured),
    ];
}
