using System.Buffers.Binary;
using System.Text;

namespace TorchTss.Runtime;

/// <summary>Makes a shared object loadable on a libstdc++ that lacks a symbol version it names but does not use.</summary>
/// <remarks>LibTorchSharp asks for GLIBCXX_3.4.32 through one symbol without a relocation. Marking that version weak (one bit per entry of
/// .gnu.version_r) is all the dynamic loader needs. ELF gABI and the "Symbol Versioning" chapter of the LSB describe the tables.</remarks>
internal static class ElfVersionPatch
{
    private const int TagStringTable = 5, TagVersionNeed = 0x6ffffffe, TagVersionNeedCount = 0x6fffffff;
    private const ushort FlagWeak = 2;

    /// <summary>Marks every needed version that <paramref name="isMissing"/> picks as weak.</summary>
    /// <returns>How many entries changed; 0 when this is no little-endian 64-bit ELF file.</returns>
    public static int Weaken(Span<byte> image, Func<string, bool> isMissing)
    {
        if (image.Length < 64 || BinaryPrimitives.ReadUInt32BigEndian(image) != 0x7F454C46 || image[4] != 2 || image[5] != 1) return 0;
        var (segments, dynamic, dynamicSize) = Segments(image);
        long strings = -1, need = -1, count = 0;
        for (var at = dynamic; at < dynamic + dynamicSize && U64(image, at) != 0; at += 16)
        {
            var value = U64(image, at + 8);
            switch ((long)U64(image, at))
            {
                case TagStringTable:
                    strings = FileOffset(segments, value);
                    break;
                case TagVersionNeed:
                    need = FileOffset(segments, value);
                    break;
                case TagVersionNeedCount:
                    count = (long)value;
                    break;
                default:
                    break;
            }
        }
        return strings < 0 || need < 0 ? 0 : Weaken(image, strings, need, count, isMissing);
    }

    private static int Weaken(Span<byte> image, long strings, long need, long count, Func<string, bool> isMissing)
    {
        var changed = 0;
        for (var i = 0L; i < count; i++, need += U32(image, need + 12))
        {
            var entry = need + U32(image, need + 8);
            for (var left = U16(image, need + 2); left > 0; left--, entry += U32(image, entry + 12))
            {
                var name = image[(int)(strings + U32(image, entry + 8))..];
                if (!isMissing(Encoding.ASCII.GetString(name[..name.IndexOf((byte)0)]))) continue;
                BinaryPrimitives.WriteUInt16LittleEndian(image[(int)(entry + 4)..], (ushort)(U16(image, entry + 4) | FlagWeak));
                changed++;
            }
        }
        return changed;
    }

    private static (List<(ulong Address, ulong Offset, ulong Size)> Loaded, long Dynamic, long DynamicSize) Segments(Span<byte> image)
    {
        var loaded = new List<(ulong, ulong, ulong)>();
        var (dynamic, size) = (0L, 0L);
        var (table, entrySize, entries) = ((long)U64(image, 0x20), U16(image, 0x36), U16(image, 0x38));
        for (var i = 0; i < entries; i++)
        {
            var at = table + (long)i * entrySize;
            if (U32(image, at) == 1) loaded.Add((U64(image, at + 16), U64(image, at + 8), U64(image, at + 32)));
            if (U32(image, at) == 2) (dynamic, size) = ((long)U64(image, at + 8), (long)U64(image, at + 32));
        }
        return (loaded, dynamic, size);
    }

    private static long FileOffset(List<(ulong Address, ulong Offset, ulong Size)> segments, ulong address)
    {
        foreach (var (start, offset, size) in segments)
        {
            if (address >= start && address < start + size) return (long)(address - start + offset);
        }
        return -1;
    }

    private static ulong U64(Span<byte> b, long at) => BinaryPrimitives.ReadUInt64LittleEndian(b[(int)at..]);

    private static uint U32(Span<byte> b, long at) => BinaryPrimitives.ReadUInt32LittleEndian(b[(int)at..]);

    private static ushort U16(Span<byte> b, long at) => BinaryPrimitives.ReadUInt16LittleEndian(b[(int)at..]);
}
