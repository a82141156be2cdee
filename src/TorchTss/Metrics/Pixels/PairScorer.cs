using TorchTss.Imaging;

namespace TorchTss.Metrics.Pixels;

/// <summary>Scores pairs by a function; nothing is loaded.</summary>
internal sealed class PairScorer(IMetric metric, Func<Image8, Image8, double> score) : IImageScorer
{
    public double Score(Image8 image, Image8? reference)
    {
        PictureSize.Check(metric, image, reference);
        return score(image, reference!);
    }

    public void Dispose()
    {
    }
}
