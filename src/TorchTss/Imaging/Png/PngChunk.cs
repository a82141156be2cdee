using System.Buffers.Binary;
using System.Text;
using TorchTss.Runtime;

namespace TorchTss.Imaging.Png;

/// <summary>One chunk of a PNG file.</summary>
/// <param name="Type">Four letters; an upper-case first letter means that a picture cannot be decoded without it.</param>
/// <param name="Start">Where its length field begins.</param>
/// <param name="Length">Bytes of data.</param>
internal readonly record struct PngChunk(string Type, int Start, int Length)
{
    /// <summary>The eight bytes every PNG begins with.</summary>
    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    /// <summary>Where the chunk after this one begins.</summary>
    public int End => Start + 12 + Length;

    /// <summary>Its data.</summary>
    public ReadOnlySpan<byte> Data(ReadOnlySpan<byte> file) => file.Slice(Start + 8, Length);

    /// <summary>All chunks, IHDR first and IEND last; optional chunks with a wrong checksum are left out.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="path">For the error.</param>
    /// <exception cref="UserException">A file that is cut off or damaged.</exception>
    public static IReadOnlyList<PngChunk> ReadAll(ReadOnlySpan<byte> file, string path)
    {
        if (!file[..Math.Min(8, file.Length)].SequenceEqual(Signature[..Math.Min(8, file.Length)]))
            throw new UserException($"{path}: is damaged (its first 8 bytes were altered, as a transfer as text does); copy or download it again");
        var chunks = new List<PngChunk>();
        var at = 8;
        while (true)
        {
            if (file.Length - at < 12) throw CutOff(path, "the next chunk", at + 12L, file.Length);
            var length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            var type = Encoding.Latin1.GetString(file.Slice(at + 4, 4));
            if (!type.All(char.IsAsciiLetter))
            {
                throw new UserException($"{path}: is damaged (no chunk begins at byte {at}); copy or download it again");
            }
            if (length > file.Length - at - 12) throw CutOff(path, $"chunk {type}", at + 12L + length, file.Length);
            var chunk = new PngChunk(type, at, (int)length);
            at = chunk.End;
            var intact = Crc32.Of(file.Slice(chunk.Start + 4, 4 + chunk.Length)) == BinaryPrimitives.ReadUInt32BigEndian(file[(at - 4)..]);
            if (!intact && char.IsAsciiLetterUpper(type[0]))
                throw new UserException($"{path}: is damaged (chunk {type} at byte {chunk.Start} has a wrong checksum); copy or download it again");
            if (chunks.Count == 0 && (type != "IHDR" || length != 13))
                throw new UserException($"{path}: is damaged (it begins with chunk {type} instead of IHDR); copy or download it again");
            if (intact) chunks.Add(chunk);
            if (type == "IEND") return chunks;
        }
    }

    /// <summary>The first chunk of a type.</summary>
    public static PngChunk? Find(IReadOnlyList<PngChunk> chunks, string type)
    {
        foreach (var chunk in chunks)
        {
            if (chunk.Type == type) return chunk;
        }
        return null;
    }

    /// <summary>Writes a chunk with its checksum.</summary>
    public static void Write(Stream stream, string type, ReadOnlySpan<byte> data)
    {
        var bytes = new byte[data.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(bytes, data.Length);
        Encoding.Latin1.GetBytes(type, bytes.AsSpan(4));
        data.CopyTo(bytes.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(8 + data.Length), Crc32.Of(bytes.AsSpan(4, 4 + data.Length)));
        stream.Write(bytes);
    }

    private static UserException CutOff(string path, string what, long end, int length) =>
        new($"{path}: the file is cut off ({what} ends at byte {end}, the file at {length}); copy or download it again");
}
