using System.Globalization;

namespace TorchTss.Schedules;

/// <summary>A value at v = 0 and at v = 1, linear in between (TSS Eq. 5–6).</summary>
/// <remarks>The first may be the larger one: an ablation can turn the direction round.</remarks>
/// <param name="Minimum">At the flattest position.</param>
/// <param name="Maximum">At the busiest.</param>
public readonly record struct ValueRange(double Minimum, double Maximum)
{
    /// <summary>What TDS alone uses where no value is given.</summary>
    public double Middle => (Minimum + Maximum) / 2;

    /// <summary>As an option spells it: <c>1,2</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Minimum},{Maximum}");
}
