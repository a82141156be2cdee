using System.IO.Compression;
using System.Text;
using TorchTss.Checkpoints.Torch.Zip;

namespace TorchTss.Fuzz.Bytes;

/// <summary>Writes zip archives as torch.save, common tools and nobody does.</summary>
internal sealed record ZipBytes
{
    private const int AlignedTo = 64, FillExtra = 0x4246, WideExtra = 1;

    /// <summary>What is in it.</summary>
    public required IReadOnlyList<ZipMember> Members { get; init; }

    /// <summary>Local headers without sizes, and descriptors behind the data, as torch.save writes them.</summary>
    public bool Descriptors { get; init; }

    /// <summary>Data at multiples of 64 bytes, by an extra field, as torch.save writes it.</summary>
    public bool Aligned { get; init; }

    /// <summary>Every number of the directory in 64 bits, and the second end that goes with it.</summary>
    public bool Wide { get; init; }

    /// <summary>The text at the very end.</summary>
    public string Comment { get; init; } = "";

    /// <summary>Takes a good archive apart; members that were compressed are stored. Null: it is no good archive.</summary>
    public static ZipBytes? Of(byte[] archive)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(archive));
            return new ZipBytes { Members = [.. zip.Entries.Select(e => new ZipMember(e.FullName, Content(e)))] };
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>The archive.</summary>
    public byte[] ToArray()
    {
        var stream = new MemoryStream();
        using var to = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        var headers = Members.Select(m => Local(to, m)).ToArray();
        var start = stream.Position;
        foreach (var (member, header) in Members.Zip(headers)) Central(to, member, header);
        End(to, start, stream.Position);
        return stream.ToArray();
    }

    private long Local(BinaryWriter to, ZipMember member)
    {
        var header = to.BaseStream.Position;
        var name = Encoding.UTF8.GetBytes(member.LocalName ?? member.Name);
        var fill = Aligned ? (AlignedTo - (int)(header + 30 + name.Length + 4) % AlignedTo) % AlignedTo : -1;
        to.Write(ZipSignature.Local);
        to.Write((ushort)20);
        to.Write(FlagsOf(member));
        to.Write(member.Method);
        to.Write(0);
        to.Write(Descriptors ? 0 : CrcOf(member));
        to.Write(Descriptors ? 0 : (uint)member.Content.Length);
        to.Write(Descriptors ? 0 : (uint)(member.Size ?? member.Content.Length));
        to.Write((ushort)name.Length);
        to.Write((ushort)(fill < 0 ? 0 : fill + 4));
        to.Write(name);
        if (fill >= 0)
        {
            to.Write((ushort)FillExtra);
            to.Write((ushort)fill);
            to.Write([.. Enumerable.Repeat((byte)'Z', fill)]);
        }
        to.Write(member.Content);
        if (Descriptors)
        {
            to.Write("PK\x07\x08"u8);
            to.Write(CrcOf(member));
            to.Write((uint)member.Content.Length);
            to.Write((uint)(member.Size ?? member.Content.Length));
        }
        return header;
    }

    private void Central(BinaryWriter to, ZipMember member, long header)
    {
        var name = Encoding.UTF8.GetBytes(member.Name);
        to.Write(ZipSignature.Central);
        to.Write((ushort)20);
        to.Write((ushort)20);
        to.Write(FlagsOf(member));
        to.Write(member.Method);
        to.Write(0);
        to.Write(CrcOf(member));
        to.Write(Wide ? uint.MaxValue : (uint)member.Content.Length);
        to.Write(Wide ? uint.MaxValue : (uint)(member.Size ?? member.Content.Length));
        to.Write((ushort)name.Length);
        to.Write((ushort)(Wide ? 28 : 0));
        to.Write((ushort)0);
        to.Write((ushort)0);
        to.Write((ushort)0);
        to.Write(0);
        to.Write(Wide ? uint.MaxValue : (uint)(member.Header ?? header));
        to.Write(name);
        if (!Wide) return;
        to.Write((ushort)WideExtra);
        to.Write((ushort)24);
        to.Write(member.Size ?? member.Content.Length);
        to.Write((long)member.Content.Length);
        to.Write(member.Header ?? header);
    }

    private void End(BinaryWriter to, long start, long end)
    {
        if (Wide)
        {
            to.Write(ZipSignature.End64);
            to.Write(44L);
            to.Write((ushort)45);
            to.Write((ushort)45);
            to.Write(0L);
            to.Write((long)Members.Count);
            to.Write((long)Members.Count);
            to.Write(end - start);
            to.Write(start);
            to.Write(ZipSignature.Locator64);
            to.Write(0);
            to.Write(end);
            to.Write(1);
        }
        to.Write(ZipSignature.End);
        to.Write(0);
        to.Write(Wide ? ushort.MaxValue : (ushort)Members.Count);
        to.Write(Wide ? ushort.MaxValue : (ushort)Members.Count);
        to.Write(Wide ? uint.MaxValue : (uint)(end - start));
        to.Write(Wide ? uint.MaxValue : (uint)start);
        to.Write((ushort)Comment.Length);
        to.Write(Encoding.ASCII.GetBytes(Comment));
    }

    private ushort FlagsOf(ZipMember member) => (ushort)(member.Flags | (Descriptors ? 0x0808 : 0));

    private static uint CrcOf(ZipMember member) => member.Crc ?? Crc32.Of(member.Content);

    private static byte[] Content(ZipArchiveEntry entry)
    {
        using var from = entry.Open();
        var to = new MemoryStream();
        from.CopyTo(to);
        return to.ToArray();
    }
}
