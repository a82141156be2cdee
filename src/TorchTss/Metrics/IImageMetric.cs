using TorchTss.Imaging;
using TorchTss.Runtime;

namespace TorchTss.Metrics;

/// <summary>A metric that gives every picture a score of its own; a set's score is their mean.</summary>
public interface IImageMetric : IMetric
{
    /// <summary>Loads what the metric needs.</summary>
    /// <param name="folder">Where its files are.</param>
    /// <param name="compute">Device; networks run in float32 unless the metric says otherwise.</param>
    /// <exception cref="UserException">A file that is missing or is not the right one: names it, or the first differing keys.</exception>
    IImageScorer Open(MetricFolder folder, Compute compute);
}

/// <summary>A loaded metric. Not for use by several threads at once.</summary>
public interface IImageScorer : IDisposable
{
    /// <summary>Scores one picture.</summary>
    /// <param name="image">The picture to judge.</param>
    /// <param name="reference">The original, of the same size; null unless the metric needs it.</param>
    /// <exception cref="UserException">A size that cannot be scored, or a reference of another size.</exception>
    double Score(Image8 image, Image8? reference);
}
