using TorchTss.Metrics.Pixels;

namespace TorchTss.Tests.Metrics.Pixels;

public sealed class PooledSamplesTests
{
    [Test]
    public void Squares_are_averaged_channel_by_channel_and_the_rest_is_dropped()
    {
        var image = ClosedForm.Picture(1, 8, 5);
        var pooled = new PooledSamples(new PictureSamples(image, 0, new RgbSampling(v => v)), 3);
        Assert.That((pooled.Width, pooled.Height, pooled.Channels), Is.EqualTo((2, 1, 3)));
        var row = new double[3];
        pooled.Read(1, 0, row);
        for (var c = 0; c < 3; c++)
        {
            var square = from y in Enumerable.Range(0, 3) from x in Enumerable.Range(3, 3) select (double)image.Row(y)[3 * x + c];
            Assert.That(row[c], Is.EqualTo(square.Average()).Within(1e-12));
        }
    }
}
