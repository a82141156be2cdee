using TorchTss.Imaging;

namespace TorchTss.Tests.Reports;

/// <summary>Small drawn pictures with flat and busy places, and what restoration does to them.</summary>
internal static class SyntheticPicture
{
    /// <summary>Hills under a sky, every number another one.</summary>
    public static Image8 Draw(int width, int height, int number)
    {
        var image = new Image8(width, height);
        var hue = number * 0.7;
        for (var y = 0; y < height; y++)
        {
            var row = image.Row(y);
            for (var x = 0; x < width; x++)
            {
                var (u, v) = ((double)x / width, (double)y / height);
                var hill = 0.55 + 0.12 * Math.Sin(7 * u + number) + 0.05 * Math.Sin(23 * u);
                var grass = v > hill ? 0.5 + 0.5 * Math.Sin(90 * u + 60 * v * v) * Math.Sin(70 * v) : 0;
                var light = v > hill ? 0.35 + 0.3 * grass : 0.9 - 0.4 * v;
                for (var c = 0; c < 3; c++) row[3 * x + c] = (byte)(
                    255 * Math.Clamp(light * (0.75 + 0.25 * Math.Cos(hue + 2.1 * c + (v > hill ? 2 : 0))), 0, 1));
            }
        }
        return image;
    }

    /// <summary>Every pixel the mean of a square around it.</summary>
    public static Image8 Blur(Image8 image, int radius)
    {
        if (radius == 0) return image;
        var (blurred, pixels) = (new Image8(image.Width, image.Height), (2 * radius + 1) * (2 * radius + 1));
        for (var y = 0; y < image.Height; y++)
        {
            for (var x = 0; x < 3 * image.Width; x++)
            {
                var sum = 0;
                for (var dy = -radius; dy <= radius; dy++)
                {
                    var row = image.Row(Math.Clamp(y + dy, 0, image.Height - 1));
                    for (var dx = -radius; dx <= radius; dx++) sum += row[3 * Math.Clamp(x / 3 + dx, 0, image.Width - 1) + x % 3];
                }
                blurred.Row(y)[x] = (byte)(sum / pixels);
            }
        }
        return blurred;
    }

    /// <summary>Every n-th pixel of a blurred copy.</summary>
    public static Image8 Shrink(Image8 image, int factor)
    {
        var (soft, small) = (Blur(image, factor / 2), new Image8(image.Width / factor, image.Height / factor));
        for (var y = 0; y < small.Height; y++)
        {
            for (var x = 0; x < small.Width; x++) soft.Row(y * factor).Slice(3 * x * factor, 3).CopyTo(small.Row(y)[(3 * x)..]);
        }
        return small;
    }

    /// <summary>Grey: bright where the picture differs from its blurred copy.</summary>
    public static Image8 Detail(Image8 image)
    {
        var (soft, detail) = (Blur(image, 3), new Image8(image.Width, image.Height));
        for (var i = 0; i < detail.Pixels.Length; i += 3)
        {
            detail.Pixels.AsSpan(i, 3).Fill((byte)Math.Min(255, 6 * Math.Abs(image.Pixels[i] - soft.Pixels[i])));
        }
        return detail;
    }
}
