using TorchTss.Imaging;
using TorchTss.Imaging.Filters;
using TorchTss.Runtime;

namespace TorchTss.Benchmarks;

/// <summary>The picture of the README: low resolution, 7 uniform steps, 7 TSS steps, original, side by side.</summary>
[Named("readme-picture", "makes docs/sample.png: input, uniform 7 steps, TSS 7 steps, original; argument: the file")]
internal sealed class ReadmePicture : IBenchmark
{
    private const int Gap = 6, X = 130, Y = 0, Side = 256;

    public void Run(IReadOnlyList<string> arguments, TextWriter output)
    {
        var file = arguments.Count > 0 ? arguments[0] : Path.Combine("docs", "sample.png");
        var photos = Path.Combine(AppContext.BaseDirectory, "weights", "photos");
        var (input, original) = (ImageFile.Read(Path.Combine(photos, "sample-lr.png")), ImageFile.Read(Path.Combine(photos, "sample-hr.png")));
        var settings = new RunSettings { Sampler = "euler", Steps = 7, Device = "cpu" };
        using var resolver = SuperResolver.Open(settings);
        Image8[] panels =
        [
            PillowResize.Resize(input, original.Width, original.Height, new BoxFilter()),
            resolver.Run(input, settings).Image,
            resolver.Run(input, settings with { Tss = new() { Tds = true, Sds = true } }).Image,
            original,
        ];
        ImageFile.Write(SideBySide([.. panels.Select(p => p.Crop(X, Y, Side, Side))]), file);
        output.WriteLine($"wrote {file}");
    }

    private static Image8 SideBySide(Image8[] panels)
    {
        var picture = new Image8(panels.Sum(p => p.Width) + Gap * (panels.Length - 1), panels[0].Height);
        picture.Pixels.AsSpan().Fill(255);
        for (var y = 0; y < picture.Height; y++)
        {
            var x = 0;
            foreach (var panel in panels)
            {
                panel.Row(y).CopyTo(picture.Row(y)[(x * 3)..]);
                x += panel.Width + Gap;
            }
        }
        return picture;
    }
}
