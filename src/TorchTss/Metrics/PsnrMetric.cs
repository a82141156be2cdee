using TorchTss.Imaging;
using TorchTss.Metrics.Pixels;
using TorchTss.Runtime;

namespace TorchTss.Metrics;

/// <summary>Peak signal-to-noise ratio in dB, in the arithmetic of pyiqa or BasicSR.</summary>
[Named("psnr", "peak signal-to-noise ratio, as pyiqa's psnr or BasicSR's calculate_psnr")]
internal class PsnrMetric : IImageMetric
{
    private const double Guard = 1e-8;                                  // the tensor versions add it to the mean square error

    private readonly PairOptions _options;
    private readonly PictureChannel _channel;

    public PsnrMetric(PairOptions options)
    {
        (_options, _channel) = (options, options.Channel ?? PictureChannel.Rgb);
        options.Check("psnr", _channel);
    }

    /// <inheritdoc/>
    public MetricTraits Traits => new()
    {
        Title = "PSNR",
        Better = Better.Higher,
        Minimum = 0,
        Maximum = _options.Variant == PairVariant.Basicsr ? double.PositiveInfinity : -10 * Math.Log10(Guard),
        Unit = "dB",
        Decimals = 2,
        NeedsReference = true,
        SmallestSide = 2 * _options.Crop + 1,
    };

    /// <inheritdoc/>
    public IImageScorer Open(MetricFolder folder, Compute compute) => new PairScorer(this, Score);

    private double Score(Image8 image, Image8 reference)
    {
        var error = SquareError.Mean(Samples(image), Samples(reference), single: _options.Variant == PairVariant.Pyiqa);
        return _options.Variant == PairVariant.Basicsr
            ? 10 * Math.Log10(255.0 * 255.0 / error)                    // +∞ for identical pictures
            : 10 * Math.Log10(1 / (error + Guard));
    }

    private PictureSamples Samples(Image8 image) => new(image, _options.Crop, (_options.Variant, _channel) switch
    {
        (PairVariant.Basicsr, PictureChannel.Rgb) => new RgbSampling(v => v),
        (PairVariant.Basicsr, _) => new LumaSampling((r, g, b) => Luma.BasicSr(r, g, b)),
        (_, PictureChannel.Rgb) => new RgbSampling(v => v / 255f),
        _ => new LumaSampling((r, g, b) => Luma.Unit(_options.Space, r, g, b)),
    });
}
