using TorchTss.Imaging;
using TorchTss.Metrics.Pixels;
using TorchTss.Runtime;

namespace TorchTss.Metrics;

/// <summary>Structural similarity (Wang et al. 2004), in the arithmetic of pyiqa or BasicSR.</summary>
[Named("ssim", "structural similarity (Wang et al. 2004), as pyiqa's ssim or BasicSR's calculate_ssim")]
internal class SsimMetric : IImageMetric
{
    private const int ShortSide = 256;                                  // what downsample reduces the shorter side to, about

    private readonly SsimOptions _options;
    private readonly PictureChannel _channel;
    private readonly Ssim _ssim;

    public SsimMetric(SsimOptions options)
    {
        var pyiqa = options.Variant == PairVariant.Pyiqa;
        (_options, _channel) = (options, options.Channel ?? (pyiqa ? PictureChannel.Y : PictureChannel.Rgb));
        options.Check("ssim", _channel);
        if (options.Downsample && !pyiqa) throw new UsageException("ssim: downsample=true: BasicSR never does it; leave it out or use variant=pyiqa");
        _ssim = new Ssim(single: pyiqa, clamped: pyiqa);
    }

    /// <inheritdoc/>
    public MetricTraits Traits => new()
    {
        Title = "SSIM",
        Better = Better.Higher,
        Minimum = _options.Variant == PairVariant.Pyiqa ? 0 : -1,
        Maximum = 1,
        NeedsReference = true,
        SmallestSide = 2 * _options.Crop + Ssim.Side,
    };

    /// <inheritdoc/>
    public IImageScorer Open(MetricFolder folder, Compute compute) =>
        new PairScorer(this, (image, reference) => _ssim.Mean(Samples(image), Samples(reference)));

    private ISamples Samples(Image8 image)
    {
        var samples = new PictureSamples(image, _options.Crop, Sampling());
        var factor = (int)Math.Round(Math.Min(samples.Width, samples.Height) / (double)ShortSide, MidpointRounding.ToEven);
        return _options.Downsample && factor > 1 ? new PooledSamples(samples, factor) : samples;
    }

    // All on 0..255: pyiqa rounds to whole levels, which RGB is already; BasicSR's tensors come from bytes by way of 0..1.
    private IPixelSampling Sampling() => (_options.Variant, _channel) switch
    {
        (PairVariant.BasicsrPt, PictureChannel.Rgb) => new RgbSampling(v => v / 255f * 255.0),
        (PairVariant.BasicsrPt, _) => new LumaSampling((r, g, b) => Luma.Unit(ColorSpace.Ycbcr, r, g, b) * 255.0),
        (_, PictureChannel.Rgb) => new RgbSampling(v => v),
        (PairVariant.Basicsr, _) => new LumaSampling((r, g, b) => Luma.BasicSr(r, g, b)),
        _ => new LumaSampling((r, g, b) => Luma.Level(_options.Space, r, g, b)),
    };
}

/// <summary>What SSIM can be told.</summary>
internal sealed record SsimOptions : PairOptions
{
    [Setting("whether pictures are reduced to a short side of about 256 pixels first, as the first Matlab code does")]
    public bool Downsample { get; init; }
}
