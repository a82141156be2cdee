using System.Text;
using TorchTss.Runtime;

namespace TorchTss.Imaging.Png;

/// <summary>Text kept in a PNG: every setting that made a picture.</summary>
/// <remarks>PNG specification (third edition), 11.3.3. Written are tEXt (Latin-1) and iTXt (UTF-8);
/// read are also the compressed zTXt and iTXt.</remarks>
internal static class PngText
{
    private const int LongestText = 16 << 20;

    /// <summary>The texts of a PNG file by keyword; of a keyword that occurs twice, the last.</summary>
    /// <exception cref="UserException">A file that is missing, unreadable, damaged or not a PNG.</exception>
    public static IReadOnlyDictionary<string, string> Read(string path)
    {
        var file = FileBytes.Read(path);
        if (ImageSignature.Of(file, path) is not "PNG" and var format)
            throw new UserException($"{path}: is a {format} file, and settings are kept in PNG files only; give the PNG that was written first");
        var texts = new Dictionary<string, string>();
        foreach (var chunk in PngChunk.ReadAll(file, path))
        {
            if (Parse(chunk.Type, chunk.Data(file)) is var (keyword, text)) texts[keyword] = text;
        }
        return texts;
    }

    /// <summary>The chunk of one text.</summary>
    /// <exception cref="ArgumentException">A keyword or text that PNG cannot hold.</exception>
    internal static void Write(Stream stream, string keyword, string text)
    {
        if (keyword.Length is < 1 or > 79 || keyword.Any(c => c is < ' ' or > '~') || keyword != keyword.Trim())
            throw new ArgumentException($"PNG keyword '{keyword}': 1 to 79 printable ASCII characters, no space at either end");
        if (text.Contains('\0', StringComparison.Ordinal)) throw new ArgumentException($"the text of PNG keyword '{keyword}' has a NUL character");
        var latin = text.All(c => c is '\n' or (>= ' ' and <= '~') or (>= '\u00A0' and <= '\u00FF'));
        if (latin) PngChunk.Write(stream, "tEXt", [.. Encoding.Latin1.GetBytes(keyword), 0, .. Encoding.Latin1.GetBytes(text)]);
        else PngChunk.Write(stream, "iTXt", [.. Encoding.Latin1.GetBytes(keyword), 0, 0, 0, 0, 0, .. Encoding.UTF8.GetBytes(text)]);
    }

    private static (string Keyword, string Text)? Parse(string type, ReadOnlySpan<byte> data)
    {
        var end = data.IndexOf((byte)0);
        if (type is not ("tEXt" or "zTXt" or "iTXt") || end < 1) return null;
        var keyword = Encoding.Latin1.GetString(data[..end]);
        var rest = data[(end + 1)..];
        if (type == "tEXt") return (keyword, Encoding.Latin1.GetString(rest));
        if (type == "zTXt")
            return rest is [0, ..] && PngInflate.TryAll(rest[1..], LongestText) is { } latin ? (keyword, Encoding.Latin1.GetString(latin)) : null;
        if (rest is not [0 or 1, 0, ..]) return null;
        var tail = rest[2..];
        for (var skip = 0; skip < 2; skip++)    // language tag, translated keyword
        {
            if (tail.IndexOf((byte)0) is not (>= 0 and var at)) return null;
            tail = tail[(at + 1)..];
        }
        if (rest[0] == 0) return (keyword, Encoding.UTF8.GetString(tail));
        return PngInflate.TryAll(tail, LongestText) is { } utf8 ? (keyword, Encoding.UTF8.GetString(utf8)) : null;
    }
}
