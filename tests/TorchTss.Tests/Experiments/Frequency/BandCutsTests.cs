using TorchTss.Experiments.Frequency;

namespace TorchTss.Tests.Experiments.Frequency;

public sealed class BandCutsTests
{
    // metrics specification §12.2
    [TestCase(256, 384, 8559, 25758, 63987)]
    [TestCase(128, 128, 1433, 4288, 10663)]
    [TestCase(101, 150, 1309, 3972, 9869)]
    public void Thirds_of_nyquist_have_the_bins_of_the_specification(int height, int width, int low, int mid, int high) =>
        Assert.That(Counts(BandCuts.Default, height, width), Is.EqualTo(new[] { low, mid, high }));

    [TestCase(96, 60)]
    [TestCase(1, 7)]
    [TestCase(8, 1)]
    public void A_bin_on_a_cut_belongs_to_the_band_above(int height, int width)
    {
        var bins = BandCuts.Default.BandsOf(height, width);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                // In units of 1/(3·H·W)², with room to spare in 64 bits.
                long ky = y <= (height - 1) / 2 ? y : y - height, kx = x <= (width - 1) / 2 ? x : x - width;
                var (rho, unit) = (36 * (ky * ky * width * width + kx * kx * height * height), (long)height * height * width * width);
                Assert.That(bins[y * width + x], Is.EqualTo(rho < unit ? 0 : rho < 4 * unit ? 1 : 2), $"{y}, {x}");
            }
        }
    }

    [Test]
    public void Sixteen_on_a_side_of_96_is_exactly_a_third() =>
        Assert.That(BandCuts.Default.BandsOf(96, 96)[15..17], Is.EqualTo(new byte[] { 0, 1 }));

    [Test]
    public void A_picture_as_long_as_pictures_get_does_not_overflow()
    {
        var bins = new BandCuts(new Fraction(999_999, 1_000_000)).BandsOf(1, 1 << 24);
        Assert.That(bins.Count(b => b == 1), Is.EqualTo(2 * 8 + 1), "|k| ≥ 0.999999·2²³ = 8388599.6: 8 on either side and −2²³");
    }

    [TestCase("1/4,1/2")]
    [TestCase("0.1,1.2")]
    public void What_an_option_says_comes_back(string text) =>
        Assert.That(BandCuts.Parse(BandCuts.Parse(text)!.ToString()), Is.EqualTo(BandCuts.Parse(text)));

    [TestCase("2/3,1/3")]
    [TestCase("1/3,2/6")]
    [TestCase("1/3,1.5")]
    [TestCase("low")]
    [TestCase("")]
    public void Cuts_that_do_not_rise_or_leave_no_last_band_are_none(string text) => Assert.That(BandCuts.Parse(text), Is.Null);

    [Test]
    public void Three_bands_have_words_and_others_numbers()
    {
        Assert.That(BandCuts.Default.Names, Is.EqualTo(new[] { "low", "mid", "high" }));
        Assert.That(BandCuts.Parse("1/2")!.Names, Is.EqualTo(new[] { "band1", "band2" }));
        Assert.That(Counts(BandCuts.Parse("1/4,1/2,3/4,1")!, 32, 32), Has.Length.EqualTo(5).And.All.GreaterThan(0));
    }

    private static int[] Counts(BandCuts cuts, int height, int width)
    {
        var bins = cuts.BandsOf(height, width);
        return [.. Enumerable.Range(0, cuts.Count).Select(b => bins.Count(i => i == b))];
    }
}
