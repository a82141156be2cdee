using System.Collections.Immutable;
using System.Globalization;
using TorchTss.Checkpoints;

namespace TorchTss.Tests.Checkpoints;

/// <summary>A safetensors file of full size whose data is a hole: it has every tensor, all zeros, and takes no room on the disk.</summary>
internal static class SparseCheckpoint
{
    /// <summary>From an official key list, one <c>name [shape]</c> per line.</summary>
    public static string Write(string path, string keyList, SafetensorsDtype dtype = SafetensorsDtype.F16) => Write(path, File.ReadLines(keyList).Select(Key), dtype);

    /// <summary>From names and shapes.</summary>
    public static string Write(string path, IEnumerable<(string Name, ImmutableArray<long> Shape)> keys, SafetensorsDtype dtype = SafetensorsDtype.F16)
    {
        var placed = SafetensorsHeaderText.Place(keys.Select(k =>
            new SafetensorsEntry(k.Name, dtype, k.Shape, 0, k.Shape.Aggregate(1L, (product, size) => product * size) * dtype.Bits() / 8)));
        var header = SafetensorsHeaderText.Of(placed, new Dictionary<string, string> { ["format"] = "pt" });
        using var stream = File.Create(path);
        stream.Write(header);
        stream.SetLength(header.Length + placed[^1].Offset + placed[^1].Length);
        return path;
    }

    /// <summary>A line of a key list.</summary>
    public static (string Name, ImmutableArray<long> Shape) Key(string line) => (
        line[..line.IndexOf(' ', StringComparison.Ordinal)],
        [.. line[(line.IndexOf('[', StringComparison.Ordinal) + 1)..^1].Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(s => long.Parse(s, CultureInfo.InvariantCulture))]);
}
