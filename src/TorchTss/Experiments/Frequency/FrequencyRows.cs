using TorchTss.Experiments.Results;

namespace TorchTss.Experiments.Frequency;

/// <summary>The figures of an analysis in a results file, by cell.</summary>
/// <remarks>Settings, inputs and pictures of the cells are where every experiment's are.
/// Made anew from the measured energies whenever the analysis is: the thirds that part texture classes depend on all patches.</remarks>
internal sealed class FrequencyRows(ResultsFile file)
{
    /// <summary>The name of the note that says what is measured.</summary>
    public const string MeasuredNote = "frequency";

    /// <summary>What is measured, as the command line spells it; null when the file holds no analysis.</summary>
    public string? Measured => file.Note(MeasuredNote);

    /// <summary>What the figures rest on, one line each: options, thresholds; null before the analysis is finished.</summary>
    public string? Remarks => file.Note("frequency remarks");

    /// <summary>Writes all figures; those of before go.</summary>
    public void Write(FrequencyFigures figures) => file.InOneTransaction(() =>
    {
        file.PutNote("frequency remarks", string.Join('\n', figures.Remarks));
        file.Connection.Execute("DELETE FROM frequency");
        file.Connection.Execute("DELETE FROM frequency_across");
        foreach (var r in figures.Within)
        {
            file.Connection.Execute(
                "INSERT INTO frequency VALUES($1, $2, $3, $4, $5, $6, $7, $8)", r.Cell, r.K, r.T, r.Scope, r.Band, r.SnrDb, r.Noise, r.Delta);
        }
        foreach (var r in figures.Across)
        {
            file.Connection.Execute("INSERT INTO frequency_across VALUES($1, $2, $3, $4, $5)", r.Cell, r.Scope, r.Band, r.SnrDb, r.Noise);
        }
    });

    /// <summary>Every step of every run that was followed, iteration by iteration; whole pictures and low bands first.</summary>
    public IReadOnlyList<FrequencyRow> Within() =>
    [
        .. file.Connection.Query(
            "SELECT cell, k, t, scope, band, snr_db, noise, delta FROM frequency",
            r => new FrequencyRow(
                r.GetString(0), r.GetInt32(1), r.GetDouble(2), r.GetString(3), r.GetString(4), r.Number(5), r.GetDouble(6), r.Number(7)))
            .OrderBy(r => r.Cell, StringComparer.Ordinal).ThenBy(r => r.K).ThenBy(r => Place(r.Scope, r.Band)),
    ];

    /// <summary>Every result that was compared with that of the long run; whole pictures and low bands first.</summary>
    public IReadOnlyList<AcrossRow> Across() =>
    [
        .. file.Connection.Query(
            "SELECT cell, scope, band, snr_db, noise FROM frequency_across",
            r => new AcrossRow(r.GetString(0), r.GetString(1), r.GetString(2), r.Number(3), r.GetDouble(4)))
            .OrderBy(r => r.Cell, StringComparer.Ordinal).ThenBy(r => Place(r.Scope, r.Band)),
    ];

    // The table's own order is that of the alphabet.
    private static (int Scope, int Band) Place(string scope, string band) =>
        (BandFigures.Scopes.ToList().IndexOf(scope), BandCuts.Default.Names.IndexOf(band));
}
