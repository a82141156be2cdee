using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace TorchTss.Reports.Pictures;

/// <summary>A picture in the page: its bytes once, wherever it is shown.</summary>
/// <param name="Number">From 0.</param>
/// <param name="Mime">"image/webp".</param>
/// <param name="Bytes">The encoded file.</param>
/// <param name="Width">W.</param>
/// <param name="Height">H.</param>
internal sealed record EmbeddedPicture(int Number, string Mime, byte[] Bytes, int Width, int Height)
{
    /// <summary>The id of its element.</summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"p{Number}");

    /// <summary>How much longer it makes the page, about.</summary>
    public long PageBytes => Base64.GetMaxEncodedToUtf8Length(Bytes.Length);

    /// <summary>Writes it as text that a browser skips over until it is asked for.</summary>
    public void WriteTo(Stream page)
    {
        var text = new byte[Base64.GetMaxEncodedToUtf8Length(Bytes.Length)];
        Base64.EncodeToUtf8(Bytes, text, out _, out var length);
        page.Write(Encoding.UTF8.GetBytes($"<script type=\"text/plain\" id=\"{Id}\" data-mime=\"{Mime}\">"));
        page.Write(text.AsSpan(0, length));
        page.Write("</script>\n"u8);
    }
}
