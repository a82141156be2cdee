using System.Buffers.Binary;
using SkiaSharp;

namespace TorchTss.Imaging.Png;

/// <summary>Which colours a PNG's numbers mean: by iCCP, else sRGB, else gAMA and cHRM, else sRGB.</summary>
internal static class PngColors
{
    private const int LongestProfile = 4 << 20;

    // white, red, green, blue; × 100000
    private static ReadOnlySpan<int> SrgbPrimaries => [31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000];

    /// <summary>The colours are sRGB, or the file does not say.</summary>
    /// <remarks>Many programs write sRGB as gAMA 0.45455 with sRGB's cHRM; taking that gamma literally would darken the shadows.</remarks>
    public static bool AreSrgb(ReadOnlySpan<byte> file, IReadOnlyList<PngChunk> chunks)
    {
        if (Profile(file, chunks) is { } profile)
        {
            using var space = SKColorSpace.CreateIcc(profile);
            return space is not null && space.IsSrgb;
        }
        if (PngChunk.Find(chunks, "sRGB") is not null || Gamma(file, chunks) is not { } gamma) return true;
        if (Math.Abs(gamma / 45455 - 1) > 0.05) return false;
        var primaries = Primaries(file, chunks);
        for (var i = 0; i < primaries.Length; i++)
        {
            if (Math.Abs(primaries[i] - SrgbPrimaries[i]) > 1000) return false;
        }
        return true;
    }

    /// <summary>The colour space; null where a profile is more than primaries and curves.</summary>
    public static SKColorSpace? Space(ReadOnlySpan<byte> file, IReadOnlyList<PngChunk> chunks)
    {
        if (Profile(file, chunks) is { } profile) return SKColorSpace.CreateIcc(profile);
        var curve = new SKColorSpaceTransferFn { A = 1, G = (float)(100000 / (Gamma(file, chunks) ?? 45455)) };
        var p = Array.ConvertAll(Primaries(file, chunks), v => (float)(v / 100000));
        return SKColorSpace.CreateRgb(curve, new SKColorSpacePrimaries(p[2], p[3], p[4], p[5], p[6], p[7], p[0], p[1]).ToColorSpaceXyz());
    }

    private static double? Gamma(ReadOnlySpan<byte> file, IReadOnlyList<PngChunk> chunks) =>
        PngChunk.Find(chunks, "gAMA") is { Length: 4 } chunk
            && BinaryPrimitives.ReadUInt32BigEndian(chunk.Data(file)) is > 0 and var gamma
            ? gamma : null;

    private static double[] Primaries(ReadOnlySpan<byte> file, IReadOnlyList<PngChunk> chunks)
    {
        var primaries = new double[8];
        var chunk = PngChunk.Find(chunks, "cHRM") is { Length: 32 } given ? given.Data(file) : default;
        for (var i = 0; i < primaries.Length; i++)
        {
            primaries[i] = chunk.IsEmpty ? SrgbPrimaries[i] : BinaryPrimitives.ReadUInt32BigEndian(chunk[(4 * i)..]);
        }
        return primaries;
    }

    private static byte[]? Profile(ReadOnlySpan<byte> file, IReadOnlyList<PngChunk> chunks)
    {
        if (PngChunk.Find(chunks, "iCCP") is not { } chunk) return null;
        var data = chunk.Data(file);
        var name = data.IndexOf((byte)0);
        return name >= 0 && name + 2 <= data.Length ? PngInflate.TryAll(data[(name + 2)..], LongestProfile) : null;
    }
}
