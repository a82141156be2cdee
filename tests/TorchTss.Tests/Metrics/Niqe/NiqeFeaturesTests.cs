using TorchTss.Imaging;
using TorchTss.Metrics.Niqe;
using TorchTss.Metrics.Pixels;

namespace TorchTss.Tests.Metrics.Niqe;

/// <summary>Every stage of BasicSR's NIQE on T(1), 288×384: metrics specification §11.3.</summary>
public sealed class NiqeFeaturesTests
{
    private static readonly Image8 _a = ClosedForm.Picture(1, 384, 288);
    private static readonly NiqeFeatures _features = new(NiqeVariant.Basicsr, ColorSpace.Ycbcr, 0);

    [Test]
    public void Luma_is_the_official_one()
    {
        var levels = _features.Levels(_a);
        Assert.That(levels.Values.Sum(v => (double)v), Is.EqualTo(13_913_348));
        Assert.That(levels[0][..8].ToArray(), Is.EqualTo(new float[] { 60, 73, 87, 85, 81, 82, 78, 78 }));
    }

    [Test]
    public void Half_size_is_the_official_one()
    {
        var half = HalfSize.Of(_features.Levels(_a));
        Assert.That((half.Width, half.Height), Is.EqualTo((192, 144)));
        Assert.That(half[0][..4].ToArray().Select(v => v * 255), Is.EqualTo(new[] { 71.9786, 85.30828, 87.74892, 85.029 }).Within(1e-4));
        Assert.That(half[72][96] * 255, Is.EqualTo(89.11218).Within(1e-5));
        Assert.That(half.Values.Sum(v => v * 255.0), Is.EqualTo(3_478_337.09).Within(0.01));
    }

    [Test]
    public void Normalised_coefficients_are_the_official_ones()
    {
        var block = new float[96 * 96];
        new BlockContrast<float>(new GaussianWindow(7, 7.0 / 6, single: false), 96, 0).Normalize(_features.Levels(_a), 1, 0, 0, 96, block);
        Assert.That(block[..3], Is.EqualTo(new[] { -0.7941179, -0.2390962, 0.5614737 }).Within(2e-7));
    }

    [Test]
    public void Features_of_the_first_block_are_the_official_ones()
    {
        double[] expected =
        [
            4.2, 1.3604343, 1.18, -.1036159, .6047029, .477431, 1.195, -.1058941, .6091068, .4772762,
            1.106, -.0656892, .5321239, .4571698, 1.155, -.0658547, .5682422, .489229,
            1.628, .6359057, .58, .0050117, .0488073, .0502651, .59, .0259452, .048773, .0567588,
            .599, -.0157166, .0569512, .0518713, .562, -.0088302, .0471779, .044873,
        ];
        Assert.That(_features.Of(_a)[0], Is.EqualTo(expected).Within(1e-7));
    }

    [Test]
    public void Blocks_stand_row_by_row()
    {
        var rows = _features.Of(_a);
        Assert.That(rows, Has.Length.EqualTo(12));
        // Scale 1 of a block depends on its own pixels and three beyond it, so the block alone has nearly the same features.
        var alone = _features.Of(_a.Crop(96, 192, 96, 96))[0];
        Assert.That(alone[..18], Is.EqualTo(rows[2 * 4 + 1][..18]).Within(0.05));
        Assert.That(alone[1], Is.Not.EqualTo(rows[1][1]).Within(1e-3));
    }

    [Test]
    public void A_flat_block_has_no_features_of_either_side()
    {
        var image = _a.Crop(0, 0, 192, 192);
        for (var y = 0; y < 110; y++) image.Row(y)[..(110 * 3)].Fill(200);
        var rows = _features.Of(image);
        Assert.That((rows[0][0], rows[0][1]), Is.EqualTo((0.2, double.NaN)), "argmin of what is no number is the first shape");
        Assert.That(rows[3], Has.None.NaN);
    }
}
