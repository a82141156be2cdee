using TorchTss.Checkpoints;
using TorchTss.Metrics.Musiq;
using TorchTss.Runtime;

namespace TorchTss.Metrics;

/// <summary>MUSIQ: a learned opinion of a picture of any size and shape, without a reference.</summary>
[Named("musiq", "MUSIQ, multi-scale transformer (Ke et al. 2021, as pyiqa computes it)")]
internal sealed class MusiqMetric(MusiqOptions options) : IImageMetric
{
    private const string Wrapper = "module.";                   // DataParallel's

    private readonly MusiqRelease _release = MusiqRelease.Of(options.Weights);

    /// <inheritdoc/>
    public MetricTraits Traits
    {
        get
        {
            var classes = _release.Config.Classes;
            return new MetricTraits
            {
                Title = options.Weights == MusiqWeights.Koniq ? "MUSIQ" : $"MUSIQ ({_release.Dataset})",
                Better = Better.Higher,
                Minimum = classes == 1 ? double.NegativeInfinity : 1,
                Maximum = classes == 1 ? double.PositiveInfinity : classes,
                Decimals = 2,
            };
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<MetricFile> Files => [_release.File];

    /// <inheritdoc/>
    public string? Unfit(int width, int height)
    {
        var vanishing = MusiqScale.Of(height, width, _release.Config).FirstOrDefault(s => s.Rows * s.Columns == 0);
        return vanishing is null ? null
            : $"MUSIQ shrinks the longer side to {Math.Max(vanishing.Width, vanishing.Height)} pixels, where nothing is left of the shorter one";
    }

    /// <inheritdoc/>
    public IImageScorer Open(MetricFolder folder, Compute compute)
    {
        using var file = new RenamedCheckpoint(folder.Open(_release.File), Unwrapped);
        var network = MetricNetwork.Load(() => new MusiqNetwork(_release.Config), $"MUSIQ for {_release.Dataset}", file, compute);
        return new MusiqScorer(this, network, compute.Device);
    }

    private static string Unwrapped(string key) => key.StartsWith(Wrapper, StringComparison.Ordinal) ? key[Wrapper.Length..] : key;
}
