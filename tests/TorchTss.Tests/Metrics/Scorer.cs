using TorchTss.Imaging;
using TorchTss.Metrics;
using TorchTss.Runtime;

namespace TorchTss.Tests.Metrics;

/// <summary>Scores by a metric's specification, with the files that ship.</summary>
internal static class Scorer
{
    public static IImageMetric Metric(string specification) => (IImageMetric)Catalog<IMetric>.Create(specification, "--metrics");

    public static double Score(string specification, Image8 image, Image8? reference = null)
    {
        using var scorer = Metric(specification).Open(new MetricFolder(), Compute.Reference);
        return scorer.Score(image, reference);
    }
}
