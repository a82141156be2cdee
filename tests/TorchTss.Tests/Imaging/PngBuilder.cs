using System.Buffers.Binary;
using System.IO.Compression;
using TorchTss.Imaging.Png;

namespace TorchTss.Tests.Imaging;

/// <summary>PNG files of every kind, chunk by chunk.</summary>
internal sealed class PngBuilder(int width, int height, int bits, int colorType, bool interlaced = false)
{
    private readonly List<(string Type, byte[] Data)> _chunks = [];

    public PngBuilder With(string type, params byte[] data)
    {
        _chunks.Add((type, data));
        return this;
    }

    public PngBuilder WithNumbers(string type, params uint[] numbers) => With(type, [.. numbers.SelectMany(BigEndian)]);

    /// <param name="rows">Filtered rows, each after its filter byte.</param>
    public byte[] Build(params byte[] rows)
    {
        using var file = new MemoryStream();
        file.Write(PngChunk.Signature);
        PngChunk.Write(file, "IHDR",
            [.. BigEndian((uint)width), .. BigEndian((uint)height), (byte)bits, (byte)colorType, 0, 0, (byte)(interlaced ? 1 : 0)]);
        foreach (var (type, data) in _chunks) PngChunk.Write(file, type, data);
        PngChunk.Write(file, "IDAT", Compress(rows));
        PngChunk.Write(file, "IEND", []);
        return file.ToArray();
    }

    /// <summary>16-bit samples in rows without a filter.</summary>
    public byte[] Build16(int channels, params ushort[] samples)
    {
        var stride = width * channels;
        return Build([.. Enumerable.Range(0, height).SelectMany(y => samples.Skip(y * stride).Take(stride).SelectMany(BigEndian).Prepend((byte)0))]);
    }

    public static byte[] Compress(byte[] data)
    {
        using var stream = new MemoryStream();
        using (var zlib = new ZLibStream(stream, CompressionLevel.Optimal)) zlib.Write(data);
        return stream.ToArray();
    }

    public static byte[] BigEndian(uint number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return bytes;
    }

    public static byte[] BigEndian(ushort number) => [(byte)(number >> 8), (byte)number];
}
