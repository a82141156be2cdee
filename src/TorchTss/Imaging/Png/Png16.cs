using System.Buffers.Binary;
using System.IO.Compression;
using TorchTss.Runtime;

namespace TorchTss.Imaging.Png;

/// <summary>PNGs with 16-bit samples, each rounded to the nearest 8-bit value; Skia would cut the lower byte off.</summary>
/// <remarks>PNG specification (third edition), 7.2 filters, 8.2 Adam7, 13.12 sample depth: v8 = round(255·v16/65535).</remarks>
internal sealed class Png16
{
    private static readonly (int X, int Y, int StepX, int StepY)[] _adam7 = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];
    private static readonly (int X, int Y, int StepX, int StepY)[] _whole = [(0, 0, 1, 1)];

    private readonly PngHeader _header;
    private readonly ushort[]? _transparent;    // the one colour that tRNS makes transparent
    private readonly byte[] _rgb;

    private Png16(PngHeader header, ushort[]? transparent)
    {
        (_header, _transparent) = (header, transparent);
        _rgb = new byte[header.Width * header.Height * 3];
    }

    /// <summary>RGB as stored (not turned upright), transparent pixels laid on white.</summary>
    /// <exception cref="UserException">Damaged image data.</exception>
    public static byte[] Decode(byte[] file, IReadOnlyList<PngChunk> chunks, PngHeader header, string path)
    {
        var key = chunks.Where(c => c.Type == "tRNS" && header.ColorType is 0 or 2 && c.Length >= 2 * header.Channels).Select(c => (PngChunk?)c).FirstOrDefault();
        var png = new Png16(header, key is { } chunk ? [.. Enumerable.Range(0, header.Channels).Select(i => Sample(chunk.Data(file), i))] : null);
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
        for (var y = pass.Y; y < _header.Height; y += pass.StepY)
        {
            var filter = zlib.ReadByte();
            zlib.ReadExactly(row);
            Unfilter(filter, row, above, pixel);
            for (var i = 0; i < columns; i++) Store(row.AsSpan(i * pixel, pixel), (y * _header.Width + pass.X + i * pass.StepX) * 3);
            (row, above) = (above, row);
        }
    }

    private void Store(ReadOnlySpan<byte> pixel, int at)
    {
        var colors = _header.ColorType is 0 or 4 ? 1 : 3;
        var alpha = _header.ColorType >= 4 ? Sample(pixel, colors) : IsTransparent(pixel) ? (ushort)0 : ushort.MaxValue;
        for (var c = 0; c < 3; c++)
        {
            var onWhite = (ulong)Sample(pixel, colors == 1 ? 0 : c) * alpha + 65535ul * (65535ul - alpha);     // × 65535
            _rgb[at + c] = (byte)((onWhite * 255 + 65535ul * 65535 / 2) / (65535ul * 65535));
        }
    }

    private bool IsTransparent(ReadOnlySpan<byte> pixel)
    {
        if (_transparent is null) return false;
        for (var c = 0; c < _transparent.Length; c++)
        {
            if (Sample(pixel, c) != _transparent[c]) return false;
        }
        return true;
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
