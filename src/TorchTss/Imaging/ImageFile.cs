using TorchTss.Runtime;

namespace TorchTss.Imaging;

/// <summary>Pictures from files and into files.</summary>
/// <remarks>Read are PNG (1 to 16 bits), JPEG (also grey and CMYK), WebP, and the first frame of GIF and BMP;
/// written are PNG, JPEG and WebP.</remarks>
public static class ImageFile
{
    /// <summary>File name extensions of the pictures that can be read, for folder scans; lower case, with the dot.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp"];

    /// <summary>File name extensions that can be written; lower case, with the dot, the default first.</summary>
    public static IReadOnlyList<string> WritableExtensions { get; } = [".png", ".jpg", ".jpeg", ".webp"];

    /// <summary>Reads a picture as a viewer shows it: upright, in sRGB, without transparency, in 8 bits.</summary>
    /// <remarks>
    /// The EXIF orientation is applied; colours are converted from the embedded profile (ICC, or PNG's gAMA and cHRM) to sRGB;
    /// transparent pixels are laid on white; 16-bit samples are rounded to the nearest 8-bit value. The format is told by content.
    /// </remarks>
    /// <exception cref="UserException">A file that is missing, unreadable, no picture, of a format not read here, too large,
    /// damaged or cut off.</exception>
    public static Image8 Read(string path) => ImageReader.Decode(FileBytes.Read(path), path);

    /// <summary>Size and format, without decoding the pixels.</summary>
    /// <exception cref="UserException">As <see cref="Read"/>, as far as the header shows it.</exception>
    public static ImageInfo ReadInfo(string path) => ImageReader.Inspect(FileBytes.Read(path), path);

    /// <summary>Writes a picture; the extension says how: PNG, JPEG (quality 95, 4:4:4) or WebP (lossless).</summary>
    /// <remarks>
    /// The file appears complete or not at all: it is written beside its place and renamed, and an existing file is replaced.
    /// Whether to replace is the caller's decision.
    /// </remarks>
    /// <param name="image">The picture.</param>
    /// <param name="path">Ends in one of <see cref="WritableExtensions"/>; its folder exists.</param>
    /// <param name="text">Settings and notes, kept in a PNG's text chunks (<see cref="Png.PngText"/> reads them);
    /// other formats leave them out.</param>
    /// <param name="cancellation">Ends the writing; nothing is left behind.</param>
    /// <exception cref="UsageException">An extension that is not written here.</exception>
    /// <exception cref="UserException">A picture too large for the format,
    /// a folder that does not exist or may not be written, a full disk.</exception>
    /// <exception cref="ArgumentException">A text keyword that is not 1 to 79 printable ASCII characters, or a text with a NUL character.</exception>
    public static void Write(Image8 image, string path, IReadOnlyDictionary<string, string>? text = null, CancellationToken cancellation = default) =>
        ImageWriter.Write(image, path, text, cancellation);
}
