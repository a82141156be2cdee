using TorchTss.Imaging;

namespace TorchTss.Metrics.Pixels;

/// <summary>A picture inside a border.</summary>
/// <param name="image">The picture.</param>
/// <param name="crop">Pixels that are cut off on every side; fewer than half the shorter side.</param>
/// <param name="sampling">What is seen of a pixel.</param>
internal sealed class PictureSamples(Image8 image, int crop, IPixelSampling sampling) : ISamples
{
    public int Width => image.Width - 2 * crop;

    public int Height => image.Height - 2 * crop;

    public int Channels => sampling.Channels;

    public void Read(int x, int y, Span<double> samples) =>
        sampling.Read(image.Row(y + crop).Slice((x + crop) * 3, samples.Length / Channels * 3), samples);
}
