namespace TorchTss.Experiments.Frequency;

/// <summary>Energies as the figures of the analysis.</summary>
internal static class SignalToNoise
{
    /// <summary>What a ratio counts at most, in dB.</summary>
    public const double Cap = 100;

    /// <summary>10·log10(signal / noise), at most <see cref="Cap"/>; NaN without a signal.</summary>
    public static double Decibels(double signal, double noise)
    {
        const double Smallest = 1e-10;          // −100 dB
        if (!(signal > 0)) return double.NaN;
        return noise <= Smallest * signal ? Cap : 10 * Math.Log10(signal / noise);
    }

    /// <summary>The root mean square, in grey levels, of a plane whose transform has this energy.</summary>
    /// <param name="energy">Σ |F|².</param>
    /// <param name="pixels">H·W.</param>
    public static double Amplitude(double energy, double pixels) => Math.Sqrt(energy) / pixels;
}
