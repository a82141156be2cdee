using TorchTss.Imaging;
using TorchTss.Metrics;
using TorchTss.Runtime;

namespace TorchTss.Tests.Experiments;

/// <summary>The mean of all samples: a metric whose every value a test can foretell.</summary>
[Named("test-mean", "mean of all samples (test)")]
internal sealed class TestMeanMetric : IImageMetric
{
    public MetricTraits Traits { get; } = new() { Title = "mean", Better = Better.Higher, Decimals = 2, Minimum = 0, Maximum = 255 };

    public IImageScorer Open(MetricFolder folder, Compute compute) => new Scorer();

    private sealed class Scorer : IImageScorer
    {
        public double Score(Image8 image, Image8? reference) => image.Pixels.Average(p => (double)p);

        public void Dispose()
        {
        }
    }
}

/// <summary>Largest difference to the original: needs one.</summary>
[Named("test-difference", "largest difference to the original (test)")]
internal sealed class TestDifferenceMetric : IImageMetric
{
    public MetricTraits Traits { get; } = new() { Title = "difference", Better = Better.Lower, Decimals = 0, NeedsReference = true, SmallestSide = 8 };

    public IImageScorer Open(MetricFolder folder, Compute compute) => new Scorer();

    private sealed class Scorer : IImageScorer
    {
        public double Score(Image8 image, Image8? reference) => image.Pixels.Zip(reference!.Pixels, (a, b) => Math.Abs(a - b)).Max();

        public void Dispose()
        {
        }
    }
}

/// <summary>A metric whose file nobody has.</summary>
[Named("test-weights", "wants a file (test)")]
internal sealed class TestWeightsMetric : IImageMetric
{
    public MetricTraits Traits { get; } = new() { Title = "weights", Better = Better.Higher };

    public IReadOnlyList<MetricFile> Files { get; } = [new("test.safetensors", "a test's weights", 12.5, "abc")];

    public IImageScorer Open(MetricFolder folder, Compute compute) => throw new NotSupportedException();
}

/// <summary>Distance of mean greys between two sets.</summary>
[Named("test-set", "distance of mean greys (test)")]
internal sealed class TestSetMetric : ISetMetric
{
    public MetricTraits Traits { get; } = new() { Title = "set", Better = Better.Lower, NeedsReference = true };

    public ISetScorer Open(MetricFolder folder, Compute compute) => new Scorer();

    public double Distance(IReadOnlyList<float[]> images, IReadOnlyList<float[]> references) =>
        Math.Abs(images.Average(i => i[0]) - references.Average(r => r[0]));

    private sealed class Scorer : ISetScorer
    {
        public float[] Describe(Image8 image) => [(float)image.Pixels.Average(p => (double)p)];

        public void Dispose()
        {
        }
    }
}
