using System.Globalization;
using TorchTss.Runtime;

namespace TorchTss.Schedules;

/// <summary>What can be wrong with the settings of the sampling strategy.</summary>
internal static class TssProblems
{
    // Far below a pixel a blur is none, and further down its weights vanish altogether.
    private const double SmallestSigma = 0.1;

    /// <summary>Every problem as <c>option: what is wrong; what to do</c>.</summary>
    public static IEnumerable<string> Of(TssSettings tss, int? steps, int trainingSteps)
    {
        if (steps < 1 || steps > trainingSteps)
        {
            yield return Invariant($"--steps {steps}: the networks know {trainingSteps} training steps; use 1 to {trainingSteps}");
        }
        if (tss.N is { } n && !IsPower(n)) yield return Power(Invariant($"--n {n}"));
        if (tss.A is { } a && !IsTransition(a)) yield return Transition(Invariant($"--a {a}"));
        if (tss.NRange is { } powers && !(IsPower(powers.Minimum) && IsPower(powers.Maximum))) yield return Power($"--n-range {powers}");
        if (tss.ARange is { } turns && !(IsTransition(turns.Minimum) && IsTransition(turns.Maximum))) yield return Transition($"--a-range {turns}");
        if (tss.BaseGrid != BaseGrids.Host && UsageException.MessageOf(() => BaseGrids.Create(tss.BaseGrid)) is { } grid) yield return grid;
        if (UsageException.MessageOf(() => TimeWarps.Create(tss.Warp)) is { } warp) yield return warp;
        if (tss.VarianceWindow < 3 || tss.VarianceWindow % 2 == 0)
        {
            var near = Math.Max(3, tss.VarianceWindow - 1);
            yield return Invariant(
                $"--variance-window {tss.VarianceWindow}: the window is an odd number of pixels, 3 or more; use for instance {near}");
        }
        if (tss.VarianceSigma is { } sigma && !(sigma >= SmallestSigma && double.IsFinite(sigma)))
        {
            yield return Invariant(
                $"--variance-sigma {sigma}: the blur needs a width of {SmallestSigma} pixels or more; use for instance 5.3, or leave it out");
        }
    }

    /// <summary>Whether n can be: above 100, tⁿ leaves the range of float64.</summary>
    public static bool IsPower(double n) => n is >= 1 and <= 100;

    /// <summary>Whether a can be.</summary>
    public static bool IsTransition(double a) => a is > 0 and < 1;

    /// <summary>The sentence about an n that cannot be.</summary>
    public static string Power(string option) => $"{option}: n is a power, 1 for the plain schedule and larger for denser ends; use 1 to 100";

    /// <summary>The sentence about an a that cannot be.</summary>
    public static string Transition(string option) =>
        $"{option}: a is the fraction of the schedule at which it turns, between 0 and 1; use for instance 0.5";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
