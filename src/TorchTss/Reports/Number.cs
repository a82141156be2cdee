using System.Globalization;

namespace TorchTss.Reports;

/// <summary>Numbers as the page writes them: a decimal point everywhere, a real minus sign, no negative zero.</summary>
internal static class Number
{
    private const char Minus = '\u2212';

    /// <summary>"3.86", "−0.4", "∞"; "–" for no number.</summary>
    public static string Fixed(double value, int decimals)
    {
        if (double.IsNaN(value)) return "–";
        if (double.IsInfinity(value)) return value > 0 ? "∞" : $"{Minus}∞";
        var text = Math.Abs(value).ToString($"F{decimals}", CultureInfo.InvariantCulture);
        return value < 0 && text.Any(c => c is >= '1' and <= '9') ? Minus + text : text;
    }

    /// <summary>The same with a plus sign: differences.</summary>
    public static string Signed(double value, int decimals)
    {
        var text = Fixed(value, decimals);
        return value > 0 && text.Any(c => c is (>= '1' and <= '9') or '∞') ? $"+{text}" : text;
    }

    /// <summary>"[3.61, 4.12]".</summary>
    public static string Range(double low, double high, int decimals) => $"[{Fixed(low, decimals)}, {Fixed(high, decimals)}]";

    /// <summary>Seconds with as many decimals as their size deserves.</summary>
    public static string Seconds(double value) => Fixed(value, value switch { < 10 => 2, < 100 => 1, _ => 0 });

    /// <summary>Every digit, for programs.</summary>
    public static string Raw(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A coordinate of a drawing.</summary>
    public static double Coordinate(double value) => Math.Round(value, 1);

    /// <summary>"12.3 MB".</summary>
    public static string Megabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB");

    /// <summary>"1 picture", "24 pictures".</summary>
    public static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}
