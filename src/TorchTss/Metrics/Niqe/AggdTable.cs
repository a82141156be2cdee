using MathNet.Numerics;

namespace TorchTss.Metrics.Niqe;

/// <summary>The shapes an asymmetric generalised Gaussian is chosen from, 0.2 to 10 in steps of 0.001, and what depends on the shape alone.</summary>
internal sealed class AggdTable
{
    private const int Count = 9801, Lanes = 8;

    private readonly double[] _ratios = new double[Count], _spreads = new double[Count], _leans = new double[Count], _shapes = new double[Count];

    /// <summary>The table.</summary>
    /// <param name="single">Whether the shapes are float32, as torch's arange makes them for pyiqa; their functions are float64 even so.</param>
    public AggdTable(bool single)
    {
        for (var i = 0; i < Count; i++)
        {
            var shape = single ? Single(i) : 0.2 + 0.001 * i;
            var (one, two, three) = (Gamma(1 / shape), Gamma(2 / shape), Gamma(3 / shape));
            (_shapes[i], _ratios[i], _spreads[i], _leans[i]) = (shape, two * two / (one * three), Math.Sqrt(one / three), two / one);
        }
    }

    /// <summary>α.</summary>
    public double Shape(int index) => _shapes[index];

    /// <summary>sqrt(Γ(1/α) / Γ(3/α)): from a standard deviation to a scale β.</summary>
    public double Spread(int index) => _spreads[index];

    /// <summary>Γ(2/α) / Γ(1/α): from a difference of scales to a mean.</summary>
    public double Lean(int index) => _leans[index];

    /// <summary>The shape whose ρ(α) = Γ(2/α)² / (Γ(1/α) Γ(3/α)) is nearest to a measured ratio; the smaller of two at equal distance.</summary>
    /// <param name="ratio">R̂; the first shape where it is not a number, as argmin answers.</param>
    public int Nearest(double ratio)
    {
        if (!double.IsFinite(ratio)) return 0;
        var above = Array.BinarySearch(_ratios, ratio);                 // ρ rises with α
        if (above < 0) above = ~above;
        if (above == 0) return 0;
        return above < Count && _ratios[above] - ratio < ratio - _ratios[above - 1] ? above : above - 1;
    }

    /// <summary>torch's arange fills vectors of eight: the first of them is rounded, then the others are counted from it and rounded.</summary>
    private static double Single(int index) => (float)((float)(0.2 + 0.001 * (index / Lanes * Lanes)) + 0.001 * (index % Lanes));

    private static double Gamma(double x) => SpecialFunctions.Gamma(x);
}
