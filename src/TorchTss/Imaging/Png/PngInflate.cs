using System.IO.Compression;

namespace TorchTss.Imaging.Png;

/// <summary>zlib streams inside chunks.</summary>
internal static class PngInflate
{
    /// <summary>A whole stream; null where it is damaged or longer than <paramref name="limit"/> bytes.</summary>
    public static byte[]? TryAll(ReadOnlySpan<byte> compressed, int limit)
    {
        using var zlib = new ZLibStream(new MemoryStream(compressed.ToArray()), CompressionMode.Decompress);
        using var all = new MemoryStream();
        var buffer = new byte[4096];
        try
        {
            while (zlib.Read(buffer) is > 0 and var count)
            {
                if (all.Length + count > limit) return null;
                all.Write(buffer, 0, count);
            }
            return all.ToArray();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
