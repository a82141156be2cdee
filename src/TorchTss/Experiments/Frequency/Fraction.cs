using System.Globalization;

namespace TorchTss.Experiments.Frequency;

/// <summary>A number as a fraction of whole numbers, so that a test on it is exact.</summary>
/// <param name="Numerator">1 to <see cref="Largest"/>.</param>
/// <param name="Denominator">1 to <see cref="Largest"/>.</param>
internal readonly record struct Fraction(long Numerator, long Denominator)
{
    /// <summary>With larger parts the test of a bin would leave 128 bits.</summary>
    public const long Largest = 1_000_000;

    /// <summary>The nearest float64.</summary>
    public double Value => (double)Numerator / Denominator;

    /// <summary>Reads <c>1/3</c>, <c>0.25</c> or <c>1</c>; null for anything else.</summary>
    public static Fraction? Parse(string text)
    {
        var parts = text.Split('/', StringSplitOptions.TrimEntries);
        return parts.Length switch
        {
            1 when Decimal(parts[0]) is { } number => number,
            2 when Whole(parts[0]) is { } over && Whole(parts[1]) is { } under => Checked(over, under),
            _ => null,
        };
    }

    /// <summary>As an option spells it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");

    private static Fraction? Decimal(string text)
    {
        if (text.Split('.') is not [var whole, .. var rest] || rest.Length > 1) return null;
        var digits = rest is [var d] ? d : "";
        return digits.Length <= 6 && Whole(whole + digits) is { } number ? Checked(number, (long)Math.Pow(10, digits.Length)) : null;
    }

    private static long? Whole(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null;

    private static Fraction? Checked(long over, long under) => over is >= 1 and <= Largest && under is >= 1 and <= Largest ? new(over, under) : null;
}
