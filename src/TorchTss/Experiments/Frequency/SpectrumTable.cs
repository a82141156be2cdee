using System.Runtime.InteropServices;
using TorchTss.Experiments.Results;

namespace TorchTss.Experiments.Frequency;

/// <summary>Measured energies in a results file: what classes, rows and plots are made of, however often.</summary>
/// <remarks>k = 0 is the reference; its row has the variances of the patches in the place of timesteps.</remarks>
internal sealed class SpectrumTable(ResultsFile file)
{
    /// <summary>Cells of which a kind has been measured.</summary>
    public IReadOnlySet<string> Cells(SpectrumKind kind) =>
        file.Connection.Query("SELECT cell FROM spectrum WHERE kind = $1 AND k = 0", r => r.GetString(0), (int)kind).ToHashSet();

    /// <summary>Makes room for a run that is made again, because more is to be measured of it.</summary>
    public void Replace(string cell)
    {
        foreach (var table in new[] { "spectrum", "step" }) file.Connection.Execute($"DELETE FROM {table} WHERE cell = $1", cell);
        file.Connection.Execute("DELETE FROM cell WHERE id = $1", cell);
    }

    /// <summary>Keeps what was measured of a run.</summary>
    public void Put(string cell, SpectrumKind kind, RunSpectra spectra)
    {
        Put(cell, kind, 0, spectra, spectra.Variances, spectra.Reference);
        foreach (var step in spectra.Steps) Put(cell, kind, step.K, spectra, step.Timesteps, step.Residual);
    }

    /// <summary>What was measured of a run; null when nothing was.</summary>
    public RunSpectra? Get(string cell, SpectrumKind kind)
    {
        var rows = file.Connection.Query(
            "SELECT k, pixels, positions, bands, energies FROM spectrum WHERE cell = $1 AND kind = $2 ORDER BY k",
            r => (K: r.GetInt32(0), Pixels: r.GetInt64(1), Step: new StepSpectrum(
                r.GetInt32(0), Numbers(r.Bytes(2)), new ScopeEnergies(r.GetInt32(3), Numbers(r.Bytes(4))))),
            cell, (int)kind);
        if (rows is not [{ K: 0 } reference, .. var steps]) return null;
        return new RunSpectra(reference.Pixels, reference.Step.Residual, reference.Step.Timesteps, [.. steps.Select(s => s.Step)]);
    }

    private void Put(string cell, SpectrumKind kind, int k, RunSpectra spectra, double[] positions, ScopeEnergies energies) =>
        file.Connection.Execute(
            "INSERT INTO spectrum VALUES($1, $2, $3, $4, $5, $6, $7)",
            cell, (int)kind, k, spectra.Pixels, energies.Bands, Blob(positions), Blob(energies.Values));

    private static byte[] Blob(double[] numbers) => MemoryMarshal.AsBytes<double>(numbers).ToArray();

    private static double[] Numbers(byte[]? blob) => MemoryMarshal.Cast<byte, double>(blob).ToArray();
}
