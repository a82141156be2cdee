using System.Numerics;

namespace TorchTss.Metrics.Niqe;

/// <summary>An asymmetric generalised Gaussian fitted by moments (Lasmar et al. 2009): how peaked, and how wide on each side.</summary>
/// <param name="Shape">α.</param>
/// <param name="Mean">(βr − βl) Γ(2/α) / Γ(1/α).</param>
/// <param name="Left">βl; not a number where no sample is below 0.</param>
/// <param name="Right">βr; not a number where no sample is above 0.</param>
internal readonly record struct Aggd(double Shape, double Mean, double Left, double Right)
{
    /// <summary>Fits samples; those that are 0 belong to neither side.</summary>
    /// <typeparam name="T">The dtype in which moments are formed.</typeparam>
    /// <param name="samples">The samples.</param>
    /// <param name="table">The shapes.</param>
    /// <param name="scratch">Twice as many numbers, to work in.</param>
    public static Aggd Fit<T>(ReadOnlySpan<T> samples, AggdTable table, Span<T> scratch) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<T> below = scratch[..samples.Length], above = scratch[samples.Length..];
        var (left, right) = (0, 0);
        foreach (var s in samples)
        {
            var square = s * s;
            (below[left], above[right]) = (square, square);             // kept by the side whose count goes on
            left += s < T.Zero ? 1 : 0;
            right += s > T.Zero ? 1 : 0;
        }
        var (sigmaLeft, sigmaRight) = (T.Sqrt(Average<T>(below[..left])), T.Sqrt(Average<T>(above[..right])));

        Span<T> squares = below, absolutes = above[..samples.Length];
        for (var i = 0; i < samples.Length; i++) (squares[i], absolutes[i]) = (samples[i] * samples[i], T.Abs(samples[i]));
        var magnitude = Average<T>(absolutes);
        var ratio = magnitude * magnitude / Average<T>(squares);           // r̂
        var skew = sigmaLeft / sigmaRight;                              // ĝ
        var square2 = skew * skew + T.One;
        var measured = ratio * (skew * skew * skew + T.One) * (skew + T.One) / (square2 * square2);            // R̂

        var index = table.Nearest(double.CreateTruncating(measured));
        var betaLeft = double.CreateTruncating(sigmaLeft) * table.Spread(index);
        var betaRight = double.CreateTruncating(sigmaRight) * table.Spread(index);
        return new Aggd(table.Shape(index), (betaRight - betaLeft) * table.Lean(index), betaLeft, betaRight);
    }

    // Of no numbers: not a number.
    private static T Average<T>(ReadOnlySpan<T> values) where T : unmanaged, IFloatingPointIeee754<T> =>
        PairwiseSum.Of(values) / T.CreateTruncating(values.Length);
}
