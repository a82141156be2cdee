using TorchTss.Checkpoints;
using TorchTss.Metrics.Fid;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Metrics;

/// <summary>The Fréchet distance between the Inception features of two sets of pictures.</summary>
[Named("fid", "Fréchet Inception distance between pictures and originals (Heusel et al. 2017), as pyiqa's fid")]
internal sealed class FidMetric(FidOptions options) : ISetMetric
{
    private static readonly MetricFile _file = new("inception_fid.safetensors",
        "the Inception-v3 of pytorch-fid as safetensors, from pt_inception-2015-12-05-6726825d.pth of 95.6 MB, whose SHA-256 begins 6726825d", 95.6,
        Official: "pt_inception-2015-12-05-6726825d.pth");

    /// <inheritdoc/>
    public MetricTraits Traits => new()
    {
        Title = options.Mode switch
        {
            FidMode.LegacyPytorch => "FID (legacy pytorch)",
            FidMode.LegacyTensorflow => "FID (legacy tensorflow)",
            FidMode.Basicsr => "FID (BasicSR)",
            _ => "FID",
        },
        Better = Better.Lower,
        Minimum = 0,
        Decimals = 2,
    };

    /// <inheritdoc/>
    public IReadOnlyList<MetricFile> Files => [_file];

    /// <inheritdoc/>
    public ISetScorer Open(MetricFolder folder, Compute compute)
    {
        using var scope = NewDisposeScope();
        using var file = folder.Open(_file);
        var network = MetaDevice.Build(() => new FidInception());
        StrictLoader.Load(network, "the Inception-v3 of FID", file, ScalarType.Float32, compute.Device, ["*.num_batches_tracked"]);
        network.eval();
        return new FidScorer(network, options.Mode, compute.Device);
    }

    /// <inheritdoc/>
    /// <exception cref="UserException">A set of fewer than two.</exception>
    public double Distance(IReadOnlyList<float[]> images, IReadOnlyList<float[]> references)
    {
        using var scope = NewDisposeScope();
        return FrechetDistance.Between(Rows(images, "pictures"), Rows(references, "originals"));
    }

    private Tensor Rows(IReadOnlyList<float[]> rows, string what) => rows.Count >= 2
        ? tensor(rows.SelectMany(r => r.Select(v => (double)v)).ToArray(), [rows.Count, rows[0].Length])
        : throw new UserException($"{Traits.Title}: a distribution needs two {what} or more, got {rows.Count}; give a larger set");
}
