using TorchTss.Runtime;

namespace TorchTss.Imaging;

/// <summary>What a file is, by its first bytes.</summary>
internal static class ImageSignature
{
    /// <summary>The readable formats as a sentence lists them.</summary>
    public const string Readable = "PNG, JPEG, WebP, GIF or BMP";

    /// <summary>PNG, JPEG, WebP, GIF or BMP.</summary>
    /// <exception cref="UserException">A picture of another format, or no picture.</exception>
    public static string Of(ReadOnlySpan<byte> file, string path)
    {
        if (ReadableFormat(file) is { } format) return format;
        if (OtherFormat(file) is { } other) throw new UserException($"{path}: is {other}, which is not read here; convert it to PNG");
        throw new UserException($"{path}: is not a picture ({Describe(file)}); give a {Readable} file");
    }

    private static string? ReadableFormat(ReadOnlySpan<byte> file) => file switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => "PNG",
        [0xFF, 0xD8, 0xFF, ..] => "JPEG",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "WebP",
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => "GIF",
        [(byte)'B', (byte)'M', _, _, _, _, 0, 0, 0, 0, ..] => "BMP",
        _ => null,
    };

    private static string? OtherFormat(ReadOnlySpan<byte> file) => file switch
    {
        [(byte)'I', (byte)'I', 42 or 43, 0, ..] or [(byte)'M', (byte)'M', 0, 42 or 43, ..] => "a TIFF or raw camera picture",
        [0xFF, 0x0A, ..] or [0, 0, 0, 12, (byte)'J', (byte)'X', (byte)'L', (byte)' ', ..] => "a JPEG XL picture",
        [0xFF, 0x4F, 0xFF, 0x51, ..] or [0, 0, 0, 12, (byte)'j', (byte)'P', (byte)' ', (byte)' ', ..] => "a JPEG 2000 picture",
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', (byte)'a', (byte)'v', (byte)'i', ..] => "an AVIF picture",
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', (byte)'h' or (byte)'m', (byte)'e' or (byte)'i', ..] => "a HEIC picture",
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', ..] => "a film",
        [(byte)'P', >= (byte)'1' and <= (byte)'7' or (byte)'F' or (byte)'f', (byte)'\n' or (byte)'\r' or (byte)'\t' or (byte)' ', ..]
            => "a PPM (PBM, PGM, PAM, PFM) picture",
        [(byte)'8', (byte)'B', (byte)'P', (byte)'S', ..] => "a Photoshop picture",
        [0x76, 0x2F, 0x31, 0x01, ..] => "an OpenEXR picture",
        [(byte)'q', (byte)'o', (byte)'i', (byte)'f', ..] => "a QOI picture",
        [(byte)'D', (byte)'D', (byte)'S', (byte)' ', ..] => "a DDS picture",
        [0, 0, 1 or 2, 0, ..] => "an icon",
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..] => "a PDF document",
        _ when Begins(file, "<svg") || (Begins(file, "<?xml") && file.IndexOf("<svg"u8) >= 0) => "an SVG drawing",
        _ => null,
    };

    private static string Describe(ReadOnlySpan<byte> file)
    {
        if (Begins(file, "version https://git-lfs")) return "it is a Git LFS pointer, the picture itself was not fetched";
        if (Begins(file, "<!doctype html") || Begins(file, "<html")) return "it holds a web page";
        var head = file[..Math.Min(file.Length, 256)];
        if (!head.ContainsAnyExceptInRange((byte)9, (byte)126) && !head.ContainsAnyInRange((byte)14, (byte)31)) return "it holds text";
        return $"it begins with the bytes {string.Join(' ', head[..Math.Min(head.Length, 4)].ToArray().Select(b => b.ToString("X2", null)))}";
    }

    private static bool Begins(ReadOnlySpan<byte> file, string text)
    {
        if (file.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) file = file[3..];
        return file.Length >= text.Length && System.Text.Ascii.EqualsIgnoreCase(file[..text.Length], text);
    }
}
