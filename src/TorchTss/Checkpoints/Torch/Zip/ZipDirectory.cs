using System.Buffers.Binary;
using static System.FormattableString;

namespace TorchTss.Checkpoints.Torch.Zip;

/// <summary>The central directory of a zip archive: the only thing that is read of it, whatever its size.</summary>
/// <remarks>Local headers are not believed: torch.save leaves their sizes 0. Where two readers could see two archives in one file,
/// it is refused.</remarks>
internal static class ZipDirectory
{
    private const int RecordLength = 46, MaximumLength = 100_000_000;

    /// <summary>All entries, in the order of their data; none overlaps another, none lies outside the file, no name is there twice.</summary>
    /// <exception cref="Runtime.UserException">A rule is broken.</exception>
    public static IReadOnlyList<ZipEntry> Read(FileMapping mapping, long length, string file)
    {
        var end = ZipEnd.Find(mapping, length, file);
        if (end.Length > MaximumLength)
        {
            throw TorchFault.Malformed(file, Invariant($"the zip archive's directory has {end.Length} bytes, at most {MaximumLength} are read"));
        }
        var entries = mapping.Read(end.Start, (int)end.Length, (end.Entries, file), static (bytes, s) => Parse(bytes, s.Entries, s.file));
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (!ZipText.IsSafe(entry.Name)) throw TorchFault.Malformed(file, $"the zip entry {ZipText.Shown(entry.Name)} points outside its folder");
            if (!names.Add(entry.Name)) throw TorchFault.Malformed(file, $"the zip entry {ZipText.Shown(entry.Name)} is there twice");
        }
        return Placed(entries, end.Start, file);
    }

    private static List<ZipEntry> Parse(ReadOnlySpan<byte> bytes, long count, string file)
    {
        var entries = new List<ZipEntry>();
        while (bytes.Length >= RecordLength && BinaryPrimitives.ReadUInt32LittleEndian(bytes) == ZipSignature.Central)
        {
            int Field(ReadOnlySpan<byte> of, int at) => BinaryPrimitives.ReadUInt16LittleEndian(of[at..]);
            var (name, extra, comment) = (Field(bytes, 28), Field(bytes, 30), Field(bytes, 32));
            var length = RecordLength + name + extra + comment;
            if (length > bytes.Length) break;
            entries.Add(ZipRecord.Parse(bytes[..length], file));
            bytes = bytes[length..];
        }
        return bytes.IsEmpty && entries.Count == count ? entries
            : throw TorchFault.Malformed(file, Invariant($"the zip archive's directory has {entries.Count} whole entries instead of {count}"));
    }

    private static ZipEntry[] Placed(List<ZipEntry> entries, long directory, string file)
    {
        var sorted = entries.OrderBy(e => e.Header).ToArray();
        for (var i = 0; i < sorted.Length; i++)
        {
            var limit = i + 1 < sorted.Length ? sorted[i + 1].Header : directory;
            if (sorted[i].Header + sorted[i].Minimum > limit)
            {
                var where = i + 1 < sorted.Length ? $"overlaps {ZipText.Shown(sorted[i + 1].Name)}" : "lies outside the archive";
                throw TorchFault.Malformed(file, $"the zip entry {ZipText.Shown(sorted[i].Name)} {where}");
            }
            sorted[i] = sorted[i] with { Limit = limit };
        }
        return sorted;
    }
}
