using TorchTss.Metrics.QAlign;
using TorchTss.Runtime;

namespace TorchTss.Metrics;

/// <summary>Q-Align: a language model that sees is asked how good a picture is. It takes about 17 GB of memory.</summary>
[Named("qalign", "Q-Align, OneAlign on mPLUG-Owl2 (Wu et al. 2023); about 17 GB of memory, so best on a GPU")]
internal sealed class QAlignMetric : IImageMetric
{
    private static readonly MetricFile _folder = new(
        "one-align",
        "the folder of q-future/one-align, with config.json and the weights, 8.2 billion numbers in half precision",
        16_400);

    private readonly QAlignOptions _options;

    /// <exception cref="UsageException">A scale that is not known.</exception>
    public QAlignMetric(QAlignOptions options)
    {
        _options = options;
        var scale = QAlignScale.Of(options.Scale);
        Traits = new MetricTraits
        {
            Title = options.Task == QAlignTask.Quality ? "QAlign" : "QAlign (aesthetics)",
            Better = Better.Higher,
            Minimum = scale.Worst,
            Maximum = scale.Best,
            Decimals = 2,
        };
    }

    /// <inheritdoc/>
    public MetricTraits Traits { get; }

    /// <inheritdoc/>
    public IReadOnlyList<MetricFile> Files => [_folder];

    /// <inheritdoc/>
    public IImageScorer Open(MetricFolder folder, Compute compute)
    {
        using var files = QAlignFiles.Open(folder.Locate(_folder));
        var (model, dtype) = QAlignLoader.Load(files.Config, files.Weights, compute, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
        return new QAlignScorer(model, _options, dtype, compute.Device);
    }
}
