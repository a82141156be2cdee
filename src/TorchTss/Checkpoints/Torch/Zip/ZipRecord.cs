using System.Buffers.Binary;

namespace TorchTss.Checkpoints.Torch.Zip;

/// <summary>One record of a central directory.</summary>
internal static class ZipRecord
{
    private const int NameAt = 46, Encrypted = 1, Wide = 1;

    /// <summary>Reads a record of which all bytes are there; numbers of 32 bits that are all ones stand in the 64-bit extra field.</summary>
    /// <exception cref="Runtime.UserException">An extra field that is cut or lacks such a number.</exception>
    public static ZipEntry Parse(ReadOnlySpan<byte> bytes, string file)
    {
        // 4 signature, 2 + 2 versions, 2 flags, 2 method, 4 time, 4 checksum, 4 packed, 4 size, 2 name, 2 extra, 2 comment, 2 disk,
        // 2 + 4 kinds, 4 header
        var nameBytes = BinaryPrimitives.ReadUInt16LittleEndian(bytes[28..]);
        var name = ZipText.Of(bytes.Slice(NameAt, nameBytes));
        long packed = BinaryPrimitives.ReadUInt32LittleEndian(bytes[20..]);
        long size = BinaryPrimitives.ReadUInt32LittleEndian(bytes[24..]);
        long header = BinaryPrimitives.ReadUInt32LittleEndian(bytes[42..]);
        var wide = WideField(bytes.Slice(NameAt + nameBytes, BinaryPrimitives.ReadUInt16LittleEndian(bytes[30..])));
        if (!Widen(ref size, ref wide) || !Widen(ref packed, ref wide) || !Widen(ref header, ref wide))
        {
            throw TorchFault.Malformed(file, $"the zip entry {ZipText.Shown(name)} has no 64-bit numbers where it needs them");
        }
        if (BinaryPrimitives.ReadUInt16LittleEndian(bytes[34..]) is not (0 or ushort.MaxValue))
        {
            throw TorchFault.Malformed(file, $"the zip entry {ZipText.Shown(name)} lies on another disk");
        }
        var (flags, method) = (BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]), BinaryPrimitives.ReadUInt16LittleEndian(bytes[10..]));
        return new ZipEntry(
            name, nameBytes, method, (flags & Encrypted) != 0, BinaryPrimitives.ReadUInt32LittleEndian(bytes[16..]), size, packed, header);
    }

    private static bool Widen(ref long number, ref ReadOnlySpan<byte> wide)
    {
        if (number != uint.MaxValue) return true;
        if (wide.Length < 8) return false;
        number = BinaryPrimitives.ReadInt64LittleEndian(wide);
        wide = wide[8..];
        return number >= 0;
    }

    private static ReadOnlySpan<byte> WideField(ReadOnlySpan<byte> extra)
    {
        while (extra.Length >= 4)
        {
            var length = BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]);
            if (length > extra.Length - 4) break;
            if (BinaryPrimitives.ReadUInt16LittleEndian(extra) == Wide) return extra.Slice(4, length);
            extra = extra[(4 + length)..];
        }
        return [];
    }
}
