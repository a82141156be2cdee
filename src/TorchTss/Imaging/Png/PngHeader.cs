using System.Buffers.Binary;
using SkiaSharp;
using TorchTss.Runtime;

namespace TorchTss.Imaging.Png;

/// <summary>What a PNG says about itself before its pixels.</summary>
/// <param name="Width">Stored width, before the orientation.</param>
/// <param name="Height">Stored height, before the orientation.</param>
/// <param name="Bits">Per sample: 1, 2, 4, 8 or 16.</param>
/// <param name="ColorType">0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha.</param>
/// <param name="Interlaced">Adam7.</param>
/// <param name="Orientation">EXIF's, 1 … 8.</param>
/// <param name="IsSrgb">Its colours are sRGB, or it does not say.</param>
internal sealed record PngHeader(int Width, int Height, int Bits, int ColorType, bool Interlaced, int Orientation, bool IsSrgb)
{
    /// <summary>Samples per pixel.</summary>
    public int Channels => ColorType switch { 0 or 3 => 1, 4 => 2, 2 => 3, _ => 4 };

    /// <summary>Reads IHDR, eXIf and the colour chunks.</summary>
    /// <exception cref="UserException">A header that no PNG has.</exception>
    public static PngHeader Read(ReadOnlySpan<byte> file, IReadOnlyList<PngChunk> chunks, string path)
    {
        var data = chunks[0].Data(file);
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(data), BinaryPrimitives.ReadInt32BigEndian(data[4..]));
        var (bits, colorType, interlace) = (data[8], data[9], data[12]);
        var valid = (colorType, bits) is (0, 1 or 2 or 4 or 8 or 16) or (3, 1 or 2 or 4 or 8) or (2 or 4 or 6, 8 or 16);
        if (width < 1 || height < 1 || !valid || data[10] != 0 || data[11] != 0 || interlace > 1)
            throw new UserException($"{path}: is damaged (its header says {width}x{height} pixels, colour type {colorType}, {bits} bits); copy or download it again");
        var orientation = Find(chunks, "eXIf") is { } exif ? ExifOrientation.Read(exif.Data(file)) : 1;
        return new PngHeader(width, height, bits, colorType, interlace == 1, orientation, HasSrgbColors(file, chunks));
    }

    // Many programs write sRGB pictures with gAMA 0.45455 and sRGB's cHRM instead of an sRGB chunk; taking that gamma literally would darken the shadows.
    private static bool HasSrgbColors(ReadOnlySpan<byte> file, IReadOnlyList<PngChunk> chunks)
    {
        if (Find(chunks, "iCCP") is { } profile) return IsSrgbProfile(profile.Data(file));
        if (Find(chunks, "sRGB") is not null || Find(chunks, "gAMA") is not { Length: 4 } gamma) return true;
        if (Math.Abs(BinaryPrimitives.ReadUInt32BigEndian(gamma.Data(file)) / 45455.0 - 1) > 0.05) return false;
        return Find(chunks, "cHRM") is not { Length: 32 } primaries || HasSrgbPrimaries(primaries.Data(file));
    }

    private static bool HasSrgbPrimaries(ReadOnlySpan<byte> data)
    {
        ReadOnlySpan<int> srgb = [31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000];      // white, red, green, blue; × 100000
        for (var i = 0; i < srgb.Length; i++)
        {
            if (Math.Abs(BinaryPrimitives.ReadUInt32BigEndian(data[(4 * i)..]) - (double)srgb[i]) > 1000) return false;
        }
        return true;
    }

    private static bool IsSrgbProfile(ReadOnlySpan<byte> data)
    {
        var name = data.IndexOf((byte)0);
        if (name < 0 || name + 2 > data.Length || PngInflate.TryAll(data[(name + 2)..], 4 << 20) is not { } profile) return true;
        using var space = SKColorSpace.CreateIcc(profile);
        return space is not null && space.IsSrgb;
    }

    private static PngChunk? Find(IReadOnlyList<PngChunk> chunks, string type)
    {
        foreach (var chunk in chunks)
        {
            if (chunk.Type == type) return chunk;
        }
        return null;
    }
}
