using System.Buffers.Binary;
using System.Runtime.InteropServices;
using SkiaSharp;
using TorchTss.Runtime;

namespace TorchTss.Imaging;

/// <summary>Skia's decoders for PNG, JPEG, WebP, GIF and BMP, with half-decoded pictures refused.</summary>
internal sealed class SkiaDecoder : IDisposable
{
    private readonly byte[] _file;
    private readonly string _format, _path;
    private readonly SKData _data;
    private readonly SKCodec _codec;

    /// <summary>Reads the header.</summary>
    /// <exception cref="UserException">A header that is damaged or cut off.</exception>
    public SkiaDecoder(byte[] file, string format, string path)
    {
        (_file, _format, _path) = (file, format, path);
        _data = SKData.CreateCopy(file);
        using var stream = new SKMemoryStream(_data);
        _codec = SKCodec.Create(stream, out var result);
        if (_codec is not null) return;
        _data.Dispose();
        throw Failure(result, $"{file.Length} bytes do not hold its header");
    }

    /// <summary>Stored width.</summary>
    public int Width => _codec.Info.Width;

    /// <summary>Stored height.</summary>
    public int Height => _codec.Info.Height;

    /// <summary>EXIF's orientation, 1 … 8, which the decoder leaves to us; a PNG's is not seen here.</summary>
    public int Orientation => (int)_codec.EncodedOrigin;

    /// <summary>RGB as stored (not turned upright), transparent pixels laid on white; of an animation the first frame.</summary>
    /// <param name="toSrgb">Convert from the profile that the file holds; false takes the numbers as they are.</param>
    /// <exception cref="UserException">Image data that are damaged or cut off.</exception>
    public unsafe byte[] Decode(bool toSrgb)
    {
        using var srgb = toSrgb ? SKColorSpace.CreateSrgb() : null;
        var info = new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Unpremul, srgb);
        var pixels = (byte*)NativeMemory.AllocZeroed((nuint)info.BytesSize64);
        try
        {
            var result = _codec.GetPixels(info, (nint)pixels);
            if (result != SKCodecResult.Success) throw Failure(result, $"{_file.Length} bytes do not hold all of its {Width}x{Height} pixels");
            var (rgb, width) = (new byte[Width * Height * 3], Width);
            Parallel.For(0, Height, y =>
                OnWhite(new ReadOnlySpan<byte>(pixels + (long)y * width * 4, width * 4), rgb.AsSpan(y * width * 3, width * 3)));
            return rgb;
        }
        finally
        {
            NativeMemory.Free(pixels);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _codec.Dispose();
        _data.Dispose();
    }

    private static void OnWhite(ReadOnlySpan<byte> rgba, Span<byte> rgb)
    {
        for (int i = 0, o = 0; o < rgb.Length; i += 4, o += 3)
        {
            var (alpha, white) = (rgba[i + 3], (255 - rgba[i + 3]) * 255 + 127);
            // exact rounding: 255 is odd, so there are no ties
            for (var c = 0; c < 3; c++) rgb[o + c] = (byte)((rgba[i + c] * alpha + white) / 255);
        }
    }

    private UserException Failure(SKCodecResult result, string shortage)
    {
        // A WebP decoder calls a short file invalid; its RIFF header says how long it should be.
        var cut = result == SKCodecResult.IncompleteInput
            || (_format == "WebP" && BinaryPrimitives.ReadUInt32LittleEndian(_file.AsSpan(4)) + 8L > _file.Length);
        return cut
            ? new UserException($"{_path}: the file is cut off ({shortage}); copy or download it again")
            : new UserException($"{_path}: is damaged (its {_format} data cannot be decoded); copy or download it again");
    }
}
