using System.Buffers.Binary;
using static System.FormattableString;

namespace TorchTss.Checkpoints.Torch.Zip;

/// <summary>One record of a zip archive as its central directory has it.</summary>
/// <param name="Name">With its folders.</param>
/// <param name="NameBytes">The length of the name in the file.</param>
/// <param name="Method">0: stored as it is.</param>
/// <param name="IsEncrypted">Whether a password is needed.</param>
/// <param name="Crc">Checksum; some writers leave it 0.</param>
/// <param name="Size">Bytes of content.</param>
/// <param name="Packed">Bytes in the file.</param>
/// <param name="Header">Where its local header begins.</param>
internal sealed record ZipEntry(string Name, int NameBytes, int Method, bool IsEncrypted, uint Crc, long Size, long Packed, long Header)
{
    /// <summary>Bytes of a local header without its name.</summary>
    public const int HeaderLength = 30;

    /// <summary>The longest content that is read as a whole.</summary>
    public const int Longest = 100_000_000;

    /// <summary>Where the next entry, or the directory, begins.</summary>
    public long Limit { get; init; }

    /// <summary>The least that it takes in the file.</summary>
    public Int128 Minimum => (Int128)HeaderLength + NameBytes + Packed;

    /// <summary>Whether its bytes are its content.</summary>
    public bool IsPlain => Method == 0 && !IsEncrypted && Packed == Size;

    /// <summary>Where its content begins; only its local header says that, so it is read when it is needed.</summary>
    /// <exception cref="Runtime.UserException">The local header is another's, or the content would reach into the next entry.</exception>
    public long Start(FileMapping mapping, string file)
    {
        var (name, extra) = mapping.Read(Header, HeaderLength + NameBytes, NameBytes, static (bytes, length) =>
            BinaryPrimitives.ReadUInt32LittleEndian(bytes) == ZipSignature.Local && BinaryPrimitives.ReadUInt16LittleEndian(bytes[26..]) == length
                ? (ZipText.Of(bytes[HeaderLength..]), BinaryPrimitives.ReadUInt16LittleEndian(bytes[28..]))
                : (null, 0));
        var start = Header + HeaderLength + NameBytes + extra;
        if (name != Name)
        {
            throw TorchFault.Malformed(file, Invariant($"the zip entry at byte {Header} is not {ZipText.Shown(Name)} as the directory says"));
        }
        if (start + Size > Limit) throw TorchFault.Malformed(file, $"the zip entry {ZipText.Shown(Name)} reaches into the next one");
        return start;
    }

    /// <summary>Lends the content for the time of a call.</summary>
    /// <exception cref="Runtime.UserException">It is packed, too long, or its checksum is another.</exception>
    public T Read<TState, T>(FileMapping mapping, string file, TState state, Func<ReadOnlySpan<byte>, TState, T> use)
    {
        if (!IsPlain) throw TorchFault.Packed(file, this);
        if (Size > Longest) throw TorchFault.Malformed(file, Invariant($"{ZipText.Shown(Name)} has {Size} bytes, at most {Longest} are read"));
        return mapping.Read(Start(mapping, file), (int)Size, (state, use, file, entry: this), static (bytes, s) =>
        {
            var crc = s.entry.Crc;
            return crc == 0 || Crc32.Of(bytes) == crc ? s.use(bytes, s.state)
                : throw TorchFault.Malformed(s.file, $"{ZipText.Shown(s.entry.Name)} has another checksum");
        });
    }
}
