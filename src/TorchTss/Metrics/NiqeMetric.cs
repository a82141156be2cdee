using TorchTss.Imaging;
using TorchTss.Metrics.Niqe;
using TorchTss.Metrics.Pixels;
using TorchTss.Runtime;

namespace TorchTss.Metrics;

/// <summary>Natural image quality evaluator (Mittal et al. 2013): how far a picture's statistics are from those of natural pictures.</summary>
[Named("niqe", "natural image quality evaluator (Mittal et al. 2013), as pyiqa's niqe or BasicSR's calculate_niqe")]
internal sealed class NiqeMetric : IImageMetric
{
    private readonly NiqeOptions _options;
    private readonly NiqeFeatures _features;

    public NiqeMetric(NiqeOptions options)
    {
        if (options is { Variant: NiqeVariant.Basicsr, ColorSpace: ColorSpace.Yiq })
        {
            throw new UsageException("niqe: color-space=yiq: BasicSR takes the luma of ycbcr only; leave it out or use variant=pyiqa");
        }
        _options = options;
        _features = new NiqeFeatures(options.Variant, options.ColorSpace ?? ColorSpace.Yiq, options.Crop);
    }

    /// <inheritdoc/>
    public MetricTraits Traits => new()
    {
        Title = "NIQE",
        Better = Better.Lower,
        Minimum = 0,
        Decimals = 2,
        SmallestSide = NiqeFeatures.Side + 2 * _options.Crop,
    };

    /// <inheritdoc/>
    public IReadOnlyList<MetricFile> Files => [NiqeModel.File];

    /// <inheritdoc/>
    public string? Unfit(int width, int height) => Blocks(width) * Blocks(height) >= 2 ? null
        : $"niqe needs two {NiqeFeatures.Side}x{NiqeFeatures.Side} blocks{(_options.Crop == 0 ? "" : $" inside a border of {_options.Crop}")}";

    /// <inheritdoc/>
    public IImageScorer Open(MetricFolder folder, Compute compute)
    {
        using var file = folder.Open(NiqeModel.File);
        return new Scorer(this, NiqeModel.Read(file));
    }

    private int Blocks(int length) => Math.Max(length - 2 * _options.Crop, 0) / NiqeFeatures.Side;

    private sealed class Scorer(NiqeMetric metric, NiqeModel model) : IImageScorer
    {
        public double Score(Image8 image, Image8? reference)
        {
            PictureSize.Check(metric, image, reference);
            return model.Distance(metric._features.Of(image));
        }

        public void Dispose()
        {
        }
    }
}

/// <summary>What NIQE can be told.</summary>
internal sealed record NiqeOptions
{
    [Setting("whose arithmetic: pyiqa or basicsr")]
    public NiqeVariant Variant { get; init; }

    [Setting("which luma, yiq or ycbcr (default yiq for pyiqa; basicsr knows ycbcr only)")]
    public ColorSpace? ColorSpace { get; init; }

    [Setting("pixels that are cut off on every side first", 0, 1024)]
    public int Crop { get; init; }
}
