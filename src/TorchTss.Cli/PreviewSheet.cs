using SkiaSharp;

namespace TorchTss.Cli;

/// <summary>A strategy's previews.</summary>
/// <param name="Label">At the left.</param>
/// <param name="Tiles">From left to right.</param>
internal sealed record PreviewRow(string Label, IReadOnlyList<PreviewTile> Tiles);

/// <summary>A picture with a caption.</summary>
/// <param name="Caption">Above it.</param>
/// <param name="File">A picture file's bytes.</param>
internal sealed record PreviewTile(string Caption, byte[] File);

/// <summary>Rows of captioned pictures as one picture.</summary>
internal static class PreviewSheet
{
    private const int LargestTile = 256, SmallestTile = 150, Line = 20, Gap = 4, TextSize = 13;

    /// <summary>The bytes of a PNG file.</summary>
    public static byte[] Png(IReadOnlyList<PreviewRow> rows)
    {
        using var face = SKTypeface.FromFile(PlotFont.File);
        using var font = new SKFont(face, TextSize);
        using var ink = new SKPaint { Color = SKColors.Black, IsAntialias = true };
        var left = (int)rows.Max(r => font.MeasureText(r.Label)) + 3 * Gap;
        var (width, height) = TileSize(rows[0].Tiles[0].File);
        using var sheet = new SKBitmap(left + rows.Max(r => r.Tiles.Count) * (width + Gap), rows.Count * (Line + height + Gap));
        using var canvas = new SKCanvas(sheet);
        canvas.Clear(SKColors.White);
        for (var r = 0; r < rows.Count; r++)
        {
            var top = r * (Line + height + Gap);
            canvas.DrawText(rows[r].Label, Gap, top + Line + height / 2f, font, ink);
            for (var c = 0; c < rows[r].Tiles.Count; c++)
            {
                var x = left + c * (width + Gap);
                canvas.DrawText(rows[r].Tiles[c].Caption, x, top + Line - 2 * Gap + 2, font, ink);
                using var picture = SKImage.FromEncodedData(rows[r].Tiles[c].File);
                canvas.DrawImage(picture, SKRect.Create(x, top + Line, width, height), new SKSamplingOptions(SKCubicResampler.Mitchell));
            }
        }
        using var encoded = sheet.Encode(SKEncodedImageFormat.Png, 100);
        return encoded.ToArray();
    }

    /// <summary>As it is, unless it is too large to look at or too small for its caption.</summary>
    private static (int Width, int Height) TileSize(byte[] file)
    {
        using var picture = SKImage.FromEncodedData(file);
        var side = (double)Math.Max(picture.Width, picture.Height);
        var scale = Math.Clamp(side, SmallestTile, LargestTile) / side;
        return ((int)Math.Round(picture.Width * scale), (int)Math.Round(picture.Height * scale));
    }
}
