using TorchTss.Checkpoints;
using TorchTss.Metrics.Lpips;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Metrics;

/// <summary>LPIPS v0.1 with the user's trunk and the published heads.</summary>
[Named("lpips", "learned perceptual distance v0.1 (Zhang et al. 2018), as pyiqa's lpips")]
internal sealed class LpipsMetric(LpipsOptions options) : IImageMetric
{
    private readonly LpipsTrunk _trunk = LpipsTrunk.Of(options.Net);

    /// <inheritdoc/>
    public MetricTraits Traits => new()
    {
        Title = options.Net == LpipsNet.Alex ? "LPIPS" : $"LPIPS ({_trunk.Title})",
        Better = Better.Lower,
        Minimum = 0,
        NeedsReference = true,
        SmallestSide = _trunk.SmallestSide,
    };

    /// <inheritdoc/>
    public IReadOnlyList<MetricFile> Files => [_trunk.File, _trunk.Heads];

    /// <inheritdoc/>
    public IImageScorer Open(MetricFolder folder, Compute compute)
    {
        using var scope = NewDisposeScope();
        using var trunk = folder.Open(_trunk.File);
        using var heads = folder.Open(_trunk.Heads);
        var network = MetaDevice.Build(() => new LpipsNetwork(_trunk));
        network.LoadTrunk(trunk, ScalarType.Float32, compute.Device);
        network.LoadHeads(heads, ScalarType.Float32, compute.Device);
        network.eval();
        return new LpipsScorer(this, network, compute.Device);
    }
}
