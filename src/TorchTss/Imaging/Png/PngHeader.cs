using System.Buffers.Binary;
using TorchTss.Runtime;

namespace TorchTss.Imaging.Png;

/// <summary>What a PNG says about itself before its pixels.</summary>
/// <param name="Width">Stored width, before the orientation.</param>
/// <param name="Height">Stored height, before the orientation.</param>
/// <param name="Bits">Per sample: 1, 2, 4, 8 or 16.</param>
/// <param name="ColorType">0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha.</param>
/// <param name="Interlaced">Adam7.</param>
/// <param name="Orientation">EXIF's, 1 … 8.</param>
internal sealed record PngHeader(int Width, int Height, int Bits, int ColorType, bool Interlaced, int Orientation)
{
    /// <summary>Samples per pixel.</summary>
    public int Channels => ColorType switch { 0 or 3 => 1, 4 => 2, 2 => 3, _ => 4 };

    /// <summary>Reads IHDR and eXIf.</summary>
    /// <exception cref="UserException">A header that no PNG has.</exception>
    public static PngHeader Read(ReadOnlySpan<byte> file, IReadOnlyList<PngChunk> chunks, string path)
    {
        var data = chunks[0].Data(file);
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(data), BinaryPrimitives.ReadInt32BigEndian(data[4..]));
        var (bits, colorType, interlace) = (data[8], data[9], data[12]);
        var valid = (colorType, bits) is (0, 1 or 2 or 4 or 8 or 16) or (3, 1 or 2 or 4 or 8) or (2 or 4 or 6, 8 or 16);
        if (width < 1 || height < 1 || !valid || data[10] != 0 || data[11] != 0 || interlace > 1)
        {
            var found = $"its header says {width}x{height} pixels, colour type {colorType}, {bits} bits";
            throw new UserException($"{path}: is damaged ({found}); copy or download it again");
        }
        var orientation = PngChunk.Find(chunks, "eXIf") is { } exif ? ExifOrientation.Read(exif.Data(file)) : 1;
        return new PngHeader(width, height, bits, colorType, interlace == 1, orientation);
    }
}
