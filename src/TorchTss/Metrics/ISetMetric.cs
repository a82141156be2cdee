using TorchTss.Imaging;
using TorchTss.Runtime;

namespace TorchTss.Metrics;

/// <summary>A metric that compares a set of pictures with a set of originals; no picture has a score of its own.</summary>
public interface ISetMetric : IMetric
{
    /// <summary>Loads what the metric needs.</summary>
    /// <param name="folder">Where its files are.</param>
    /// <param name="compute">Device.</param>
    /// <exception cref="UserException">A file that is missing or is not the right one.</exception>
    ISetScorer Open(MetricFolder folder, Compute compute);

    /// <summary>The distance between two sets, from what <see cref="ISetScorer.Describe"/> said of each picture. Needs no network.</summary>
    /// <param name="images">One row of numbers per judged picture, two or more.</param>
    /// <param name="references">One row per original, two or more.</param>
    double Distance(IReadOnlyList<float[]> images, IReadOnlyList<float[]> references);
}

/// <summary>A loaded set metric. Not for use by several threads at once.</summary>
public interface ISetScorer : IDisposable
{
    /// <summary>The numbers that stand for one picture.</summary>
    float[] Describe(Image8 image);
}
