using System.Buffers.Binary;
using System.IO.Compression;
using SkiaSharp;
using TorchTss.Runtime;

namespace TorchTss.Imaging.Png;

/// <summary>PNGs with 16-bit samples, rounded to the nearest 8-bit value; Skia would cut the lower byte off.</summary>
/// <remarks>PNG specification (third edition), 8.2 Adam7, 9.2 filters.</remarks>
internal sealed class Png16
{
    private static readonly (int X, int Y, int StepX, int StepY)[] _adam7 =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    private static readonly (int X, int Y, int StepX, int StepY)[] _whole = [(0, 0, 1, 1)];

    private readonly PngHeader _header;
    private readonly Rows16 _rows;
    private readonly ushort[]? _transparent;    // the one colour that tRNS makes transparent
    private readonly byte[] _rgb;

    private Png16(PngHeader header, Rows16 rows, ushort[]? transparent)
    {
        (_header, _rows, _transparent) = (header, rows, transparent);
        _rgb = new byte[header.Width * header.Height * 3];
    }

    /// <summary>8-bit sRGB as stored (not turned upright), transparent pixels laid on white.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="chunks">Its chunks.</param>
    /// <param name="header">Its header, 16 bits.</param>
    /// <param name="space">What its colours mean; null for sRGB.</param>
    /// <param name="path">For the error.</param>
    /// <exception cref="UserException">Damaged image data.</exception>
    public static byte[] Decode(byte[] file, IReadOnlyList<PngChunk> chunks, PngHeader header, SKColorSpace? space, string path)
    {
        using var rows = new Rows16(space);
        var key = PngChunk.Find(chunks, "tRNS") is { } chunk && header.ColorType is 0 or 2 && chunk.Length >= 2 * header.Channels
            ? Enumerable.Range(0, header.Channels).Select(i => Sample(chunk.Data(file), i)).ToArray() : null;
        var png = new Png16(header, rows, key);
        using var data = new MemoryStream();
        foreach (var part in chunks.Where(c => c.Type == "IDAT")) data.Write(part.Data(file));
        data.Position = 0;
        try
        {
            using var zlib = new ZLibStream(data, CompressionMode.Decompress);
            foreach (var pass in header.Interlaced ? _adam7 : _whole) png.ReadPass(zlib, pass);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new UserException($"{path}: is damaged (its PNG data cannot be decoded); copy or download it again", e);
        }
        return png._rgb;
    }

    private void ReadPass(Stream zlib, (int X, int Y, int StepX, int StepY) pass)
    {
        var (columns, pixel) = ((_header.Width - pass.X + pass.StepX - 1) / pass.StepX, _header.Channels * 2);
        if (columns <= 0) return;
        var (row, above) = (new byte[columns * pixel], new byte[columns * pixel]);
        var (rgba, rgb) = (new ushort[columns * 4], new byte[columns * 3]);
        for (var y = pass.Y; y < _header.Height; y += pass.StepY)
        {
            var filter = zlib.ReadByte();
            zlib.ReadExactly(row);
            Unfilter(filter, row, above, pixel);
            for (var i = 0; i < columns; i++) Spread(row.AsSpan(i * pixel, pixel), rgba.AsSpan(i * 4));
            _rows.Convert(rgba, rgb);
            for (int i = 0, to = (y * _header.Width + pass.X) * 3; i < columns; i++, to += pass.StepX * 3)
            {
                rgb.AsSpan(i * 3, 3).CopyTo(_rgb.AsSpan(to));
            }
            (row, above) = (above, row);
        }
    }

    // Grey, RGB, with or without alpha, to RGBA.
    private void Spread(ReadOnlySpan<byte> pixel, Span<ushort> rgba)
    {
        var colors = _header.ColorType is 0 or 4 ? 1 : 3;
        for (var c = 0; c < 3; c++) rgba[c] = Sample(pixel, colors == 1 ? 0 : c);
        rgba[3] = _header.ColorType >= 4 ? Sample(pixel, colors)
            : _transparent is not null && rgba[..colors].SequenceEqual(_transparent) ? (ushort)0 : ushort.MaxValue;
    }

    private static ushort Sample(ReadOnlySpan<byte> samples, int i) => BinaryPrimitives.ReadUInt16BigEndian(samples[(2 * i)..]);

    private static void Unfilter(int filter, byte[] row, byte[] above, int pixel)
    {
        if (filter is < 0 or > 4) throw new InvalidDataException();
        for (var i = 0; i < row.Length; i++)
        {
            var (left, up, corner) = (i < pixel ? 0 : row[i - pixel], above[i], i < pixel ? 0 : above[i - pixel]);
            row[i] += (byte)(filter switch { 1 => left, 2 => up, 3 => (left + up) / 2, 4 => Paeth(left, up, corner), _ => 0 });
        }
    }

    private static int Paeth(int left, int up, int corner)
    {
        var (toLeft, toUp, toCorner) = (Math.Abs(up - corner), Math.Abs(left - corner), Math.Abs(left + up - 2 * corner));
        return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    }
}
