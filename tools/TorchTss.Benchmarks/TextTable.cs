using System.Globalization;

namespace TorchTss.Benchmarks;

/// <summary>Rows of text and numbers in aligned columns.</summary>
internal sealed class TextTable(params string[] columns)
{
    private readonly List<string[]> _rows = [columns];

    /// <summary>Adds a row: text as it is, numbers with at least three digits that count.</summary>
    public void Add(params object[] cells) => _rows.Add([.. cells.Select(Text)]);

    public void Print(TextWriter output)
    {
        var widths = Enumerable.Range(0, columns.Length).Select(i => _rows.Max(row => row[i].Length)).ToArray();
        foreach (var row in _rows)
        {
            output.WriteLine(string.Join("  ", row.Select((cell, i) => i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))));
        }
    }

    private static string Text(object cell) => cell switch
    {
        double and >= 100 => string.Create(CultureInfo.InvariantCulture, $"{cell:F0}"),
        double and >= 10 => string.Create(CultureInfo.InvariantCulture, $"{cell:F1}"),
        double => string.Create(CultureInfo.InvariantCulture, $"{cell:F3}"),
        _ => Convert.ToString(cell, CultureInfo.InvariantCulture)!,
    };
}
