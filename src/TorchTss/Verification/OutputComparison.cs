using System.Globalization;
using static TorchSharp.torch;

namespace TorchTss.Verification;

/// <summary>Compares an output with the official one by the rules of the fixtures.</summary>
internal static class OutputComparison
{
    /// <summary>Passed or not, and the figure that decided.</summary>
    /// <param name="actual">Any device and dtype.</param>
    /// <param name="expected">On the CPU, as stored.</param>
    /// <param name="relative">Bound on max|y − ref| / max|ref|.</param>
    /// <param name="greyLevels">Bound on the difference of 8-bit pictures.</param>
    public static (bool Passed, string Detail) Compare(Tensor actual, Tensor expected, double relative, double greyLevels)
    {
        using var scope = NewDisposeScope();
        if (!actual.shape.AsSpan().SequenceEqual(expected.shape))
        {
            return (false, $"shape [{string.Join(", ", actual.shape)}], expected [{string.Join(", ", expected.shape)}]");
        }
        if (expected.numel() == 0) return (true, "empty");
        var reference = expected.to(ScalarType.Float64);
        var difference = (actual.to(CPU).to(ScalarType.Float64) - reference).abs();
        var worst = difference.max().item<double>();
        if (!double.IsFinite(worst)) return (false, "not finite");
        if (expected.dtype == ScalarType.Byte)
        {
            var levels = string.Create(CultureInfo.InvariantCulture, $"u8 {worst:F0} (≤ {greyLevels})");
            return Verdict(worst <= greyLevels, levels, difference, reference, actual);
        }
        if (!expected.is_floating_point())
        {
            return Verdict(worst == 0, string.Create(CultureInfo.InvariantCulture, $"int {worst:F0} (= 0)"), difference, reference, actual);
        }
        var largest = reference.abs().max().item<double>();
        var error = largest == 0 ? worst : worst / largest;
        var figure = string.Create(CultureInfo.InvariantCulture, $"{(largest == 0 ? "abs" : "rel")} {error:0.0e+00} (≤ {relative:0e+00})");
        return Verdict(error <= relative, figure, difference, reference, actual);
    }

    private static (bool, string) Verdict(bool passed, string figure, Tensor difference, Tensor reference, Tensor actual)
    {
        if (passed) return (true, figure);
        var at = difference.flatten().argmax().item<long>();
        var differing = (difference > 0).to(ScalarType.Float64).mean().item<double>();
        return (false, string.Create(CultureInfo.InvariantCulture,
            $"{figure} at {at}: {actual.to(CPU).to(ScalarType.Float64).flatten()[at].item<double>():g9}, "
            + $"expected {reference.flatten()[at].item<double>():g9}; {differing:P1} of the values differ"));
    }
}
