using TorchTss.Checkpoints;
using TorchTss.Metrics.Lpips;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Metrics;

/// <summary>The published heads of LPIPS on a trunk of fixed pseudo-random weights: a stand-in where no trained trunk is at hand.</summary>
/// <remarks>The weights are a function of their names: the same on every machine. It is no LPIPS, and no number of it means one.</remarks>
[Named("lpips-filled", "LPIPS on an untrained trunk: no LPIPS, comparable with nothing but itself; a stand-in that needs no file")]
internal sealed class LpipsFilledMetric(LpipsOptions options) : IImageMetric
{
    private readonly LpipsTrunk _trunk = LpipsTrunk.Of(options.Net);

    /// <inheritdoc/>
    public MetricTraits Traits => new()
    {
        Title = options.Net == LpipsNet.Alex ? "LPIPS on an untrained trunk" : $"LPIPS on an untrained trunk ({_trunk.Title})",
        Better = Better.Lower,
        Minimum = 0,
        NeedsReference = true,
        SmallestSide = _trunk.SmallestSide,
    };

    /// <inheritdoc/>
    public IReadOnlyList<MetricFile> Files => [_trunk.Heads];

    /// <inheritdoc/>
    public IImageScorer Open(MetricFolder folder, Compute compute)
    {
        using var scope = NewDisposeScope();
        using var heads = folder.Open(_trunk.Heads);
        var network = MetaDevice.Build(() => new LpipsNetwork(_trunk));
        new DeterministicFill().Into(network, compute with { Dtype = ScalarType.Float32 });
        network.LoadHeads(heads, ScalarType.Float32, compute.Device);
        return new LpipsScorer(this, network, compute.Device);
    }
}
