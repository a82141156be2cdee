using TorchTss.Imaging;
using TorchTss.Imaging.Filters;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Verification.Modules;

/// <summary>Pillow's bicubic filter as metrics use it: 8 bits after padding to a square, and channels of real numbers.</summary>
[Named("Pillow.resize", "Pillow's bicubic resampling of padded 8-bit pictures and of real numbers")]
internal sealed class PillowBicubicModule : IFixtureModule
{
    public IReadOnlyDictionary<string, Tensor> Run(FixtureCase fixture, nn.Module? module)
    {
        var image = ImageTensor.FromRows(fixture.Input("image"));
        var size = fixture.Config.RequiredCount("size");
        var colour = fixture.Config.List("pad_colour", 122, 116, 104).Select(v => (byte)v).ToArray();
        return new Dictionary<string, Tensor>
        {
            ["padded_8bit"] = ImageTensor.ToRows(PillowResize.Resize(Square(image, colour), size, size, new BicubicFilter())),
            ["float_resized"] = Resized(image, size + 3, size - 5),
        };
    }

    private static Tensor Resized(Image8 image, int width, int height)
    {
        var channels = Enumerable.Range(0, 3).Select(c =>
        {
            float[] plane = [.. Enumerable.Range(0, image.Width * image.Height).Select(i => image.Pixels[3 * i + c])];
            return PillowFloatResize.Resize(plane, (image.Width, image.Height), (width, height), new BicubicFilter());
        });
        return tensor(channels.SelectMany(c => c).ToArray(), [3, height, width]);
    }

    private static Image8 Square(Image8 image, byte[] colour)
    {
        var side = Math.Max(image.Width, image.Height);
        var square = new Image8(side, side);
        for (var i = 0; i < square.Pixels.Length; i++) square.Pixels[i] = colour[i % 3];
        var (left, top) = ((side - image.Width) / 2, (side - image.Height) / 2);
        for (var y = 0; y < image.Height; y++) image.Row(y).CopyTo(square.Row(top + y)[(left * 3)..]);
        return square;
    }
}
