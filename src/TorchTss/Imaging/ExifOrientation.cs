using System.Buffers.Binary;

namespace TorchTss.Imaging;

/// <summary>EXIF's eight orientations.</summary>
internal static class ExifOrientation
{
    /// <summary>Whether width and height change places.</summary>
    public static bool Swaps(int orientation) => orientation is >= 5 and <= 8;

    /// <summary>Where the upright picture's pixels lie in a stored one.</summary>
    /// <param name="orientation">1 … 8 as in EXIF tag 0x0112; anything else counts as 1.</param>
    /// <param name="width">Stored width.</param>
    /// <param name="height">Stored height.</param>
    /// <returns>Stored index of upright (x, y) = First + x·Across + y·Down.</returns>
    public static (int First, int Across, int Down) Walk(int orientation, int width, int height)
    {
        var (right, bottom) = (width - 1, (height - 1) * width);
        return orientation switch
        {
            2 => (right, -1, width),
            3 => (right + bottom, -1, -width),
            4 => (bottom, 1, -width),
            5 => (0, width, 1),
            6 => (bottom, -width, 1),
            7 => (right + bottom, -width, -1),
            8 => (right, width, -1),
            _ => (0, 1, width),
        };
    }

    /// <summary>The orientation in a TIFF block, as PNG's eXIf chunk holds it; 1 where there is none.</summary>
    public static int Read(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 8 || (tiff[0] != 'I' && tiff[0] != 'M')) return 1;
        var little = tiff[0] == 'I';
        var directory = Int32(tiff[4..], little);
        if (directory < 8 || directory > tiff.Length - 2) return 1;
        var entries = Int16(tiff[directory..], little);
        for (var i = 0; i < entries && directory + 2 + 12 * (i + 1) <= tiff.Length; i++)
        {
            var entry = tiff.Slice(directory + 2 + 12 * i, 12);
            if (Int16(entry, little) == 0x0112) return Int16(entry[8..], little) is >= 1 and <= 8 and var orientation ? orientation : 1;
        }
        return 1;
    }

    private static int Int16(ReadOnlySpan<byte> b, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(b) : BinaryPrimitives.ReadUInt16BigEndian(b);

    private static int Int32(ReadOnlySpan<byte> b, bool little) =>
        little ? BinaryPrimitives.ReadInt32LittleEndian(b) : BinaryPrimitives.ReadInt32BigEndian(b);
}
