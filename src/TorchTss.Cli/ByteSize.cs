using System.Globalization;
using TorchTss.Runtime;

namespace TorchTss.Cli;

/// <summary>Sizes as people write them: 5GB, 500 MB; a kilobyte is 1000 bytes, as on a disk's label.</summary>
internal static class ByteSize
{
    private static readonly (string Unit, double Bytes)[] _units = [("TB", 1e12), ("GB", 1e9), ("MB", 1e6), ("KB", 1e3), ("B", 1)];

    /// <summary>The bytes of a text.</summary>
    /// <exception cref="UsageException">No size.</exception>
    public static long Parse(string text, string option)
    {
        var (unit, bytes) = _units.FirstOrDefault(u => text.EndsWith(u.Unit, StringComparison.OrdinalIgnoreCase), ("", 1));
        var number = text[..^unit.Length].Trim();
        return double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value * bytes >= 1
            ? (long)(value * bytes)
            : throw new UsageException($"{option} {text}: this is not a size such as 5GB or 500MB");
    }

    /// <summary>The text of a size.</summary>
    public static string Text(long bytes)
    {
        var (unit, size) = _units.FirstOrDefault(u => bytes >= u.Bytes, ("B", 1));
        return string.Create(CultureInfo.InvariantCulture, $"{bytes / size:0.##} {unit}");
    }
}
