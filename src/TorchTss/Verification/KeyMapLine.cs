using System.Collections.Immutable;
using System.Globalization;
using TorchTss.Checkpoints.Layouts;
using TorchTss.Runtime;

namespace TorchTss.Verification;

/// <summary>A line of a recorded key map: one tensor of a network, and what it is made of.</summary>
/// <param name="Source">The key in the file.</param>
/// <param name="Name">The key of the module.</param>
/// <param name="Before">The shape in the file, as text.</param>
/// <param name="After">The module's.</param>
/// <param name="Step">squeeze, transpose, rows a:b; "none" where only the name changes.</param>
internal sealed record KeyMapLine(string Source, string Name, string Before, string After, string Step)
{
    /// <summary>Reads a map: four or five columns with tabs between.</summary>
    public static IReadOnlyList<KeyMapLine> Read(string path) =>
    [
        .. File.ReadLines(path).Where(l => l.Length > 0).Select(l => l.Split('\t') switch
        {
            [var source, var name, var before, var after] => new KeyMapLine(source, name, before, after, "none"),
            [var source, var name, var before, var after, var step] => new KeyMapLine(source, name, before, after, step),
            _ => throw new UserException($"{path}: '{l}' is no line of a key map; copy the file from where the case came from"),
        }),
    ];

    /// <summary>The file's keys and shapes.</summary>
    public static KeyTable Table(IEnumerable<KeyMapLine> lines) =>
        new(lines.DistinctBy(l => l.Source).Select(l => (l.Source, Sizes(l.Before))));

    private static ImmutableArray<long> Sizes(string shape) =>
        [.. shape.Trim('[', ']').Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(s => long.Parse(s, CultureInfo.InvariantCulture))];
}
