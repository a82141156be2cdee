namespace TorchTss.Experiments.Frequency;

/// <summary>The energies of a whole picture and of each of its patches, by band.</summary>
/// <param name="bands">B.</param>
/// <param name="values">B numbers for the whole picture, then B for every patch.</param>
internal sealed class ScopeEnergies(int bands, double[] values)
{
    /// <summary>As given.</summary>
    public double[] Values => values;

    /// <summary>B.</summary>
    public int Bands => bands;

    /// <summary>How many patches there are.</summary>
    public int Patches => values.Length / bands - 1;

    /// <summary>Of the whole picture.</summary>
    public double Whole(int band) => values[band];

    /// <summary>Of one patch, counted from 0.</summary>
    public double Patch(int patch, int band) => values[(patch + 1) * bands + band];
}
