using System.Buffers.Binary;
using static System.FormattableString;

namespace TorchTss.Checkpoints.Torch.Zip;

/// <summary>Where the directory of a zip archive lies: the last record of the file says it.</summary>
/// <param name="Entries">How many there are.</param>
/// <param name="Start">Where the directory begins.</param>
/// <param name="Length">Its bytes.</param>
internal sealed record ZipEnd(long Entries, long Start, long Length)
{
    private const int EndLength = 22, End64Length = 56, LocatorLength = 20, LongestComment = 65535;

    /// <summary>Finds the end and reads it, in 64 bits where the file has them.</summary>
    /// <exception cref="Runtime.UserException">No end: a file cut short; or one that contradicts itself.</exception>
    public static ZipEnd Find(FileMapping mapping, long length, string file)
    {
        var tail = (int)Math.Min(length, EndLength + LongestComment);
        var position = mapping.Read(length - tail, tail, length - tail, static (bytes, start) => LastEnd(bytes) is >= 0 and var at ? start + at : -1);
        if (position < 0) throw TorchFault.Endless(file, length);
        var end = mapping.Read(position, EndLength, 0, static (bytes, _) => Read(bytes));
        var limit = position;
        if (position >= LocatorLength && Word(mapping, position - LocatorLength) == ZipSignature.Locator64)
        {
            limit = mapping.Read(position - LocatorLength + 8, 8, 0, static (bytes, _) => BinaryPrimitives.ReadInt64LittleEndian(bytes));
            if (limit < 0 || limit > position - LocatorLength - End64Length || Word(mapping, limit) != ZipSignature.End64)
            {
                throw TorchFault.Malformed(file, Invariant($"the zip archive's 64-bit end is not at byte {limit}"));
            }
            end = end.Widened(mapping.Read(limit, End64Length, 0, static (bytes, _) => Read64(bytes)))
                ?? throw TorchFault.Malformed(file, "the zip archive has two ends that contradict each other");
        }
        if (end.Start < 0 || end.Length < 0 || end.Start > limit || end.Length > limit - end.Start)
        {
            throw TorchFault.Malformed(file, "the zip archive's directory lies outside the file");
        }
        return end;
    }

    // The comment must end with the file, or the four bytes are somebody's data.
    private static int LastEnd(ReadOnlySpan<byte> bytes)
    {
        for (var at = bytes.Length - EndLength; at >= 0; at--)
        {
            var here = bytes[at..];
            if (BinaryPrimitives.ReadUInt32LittleEndian(here) == ZipSignature.End
                && EndLength + BinaryPrimitives.ReadUInt16LittleEndian(here[20..]) == here.Length) return at;
        }
        return -1;
    }

    // 4 signature, 2 + 2 disks, 2 + 2 entries, 4 length, 4 start, 2 comment
    private static ZipEnd Read(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt16LittleEndian(bytes[10..]),
        BinaryPrimitives.ReadUInt32LittleEndian(bytes[16..]),
        BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]));

    // 4 signature, 8 size, 2 + 2 versions, 4 + 4 disks, 8 + 8 entries, 8 length, 8 start
    private static ZipEnd Read64(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadInt64LittleEndian(bytes[32..]),
        BinaryPrimitives.ReadInt64LittleEndian(bytes[48..]),
        BinaryPrimitives.ReadInt64LittleEndian(bytes[40..]));

    private static uint Word(FileMapping mapping, long at) =>
        mapping.Read(at, 4, 0, static (bytes, _) => BinaryPrimitives.ReadUInt32LittleEndian(bytes));

    /// <summary>The 64-bit end, where every number of this one is the same or all ones; else null.</summary>
    private ZipEnd? Widened(ZipEnd wide) =>
        (Entries == ushort.MaxValue || Entries == wide.Entries)
        && (Start == uint.MaxValue || Start == wide.Start)
        && (Length == uint.MaxValue || Length == wide.Length) ? wide : null;
}
