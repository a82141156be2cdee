using System.Globalization;
using TorchTss.Reports;

namespace TorchTss.Tests.Reports;

public sealed class NumberTests
{
    [TestCase(3.856, 2, "3.86")]
    [TestCase(-0.4, 1, "−0.4")]
    [TestCase(-0.001, 2, "0.00")]
    [TestCase(1234.5, 1, "1234.5")]
    [TestCase(double.NaN, 2, "–")]
    [TestCase(double.PositiveInfinity, 2, "∞")]
    [TestCase(double.NegativeInfinity, 2, "−∞")]
    public void Fixed_has_a_real_minus_and_no_negative_zero(double value, int decimals, string text) =>
        Assert.That(Number.Fixed(value, decimals), Is.EqualTo(text));

    [TestCase(0.5, "+0.50")]
    [TestCase(-0.5, "−0.50")]
    [TestCase(0.001, "0.00")]
    [TestCase(double.PositiveInfinity, "+∞")]
    public void Signed_has_a_plus_where_it_prints_more_than_zero(double value, string text) => Assert.That(Number.Signed(value, 2), Is.EqualTo(text));

    [TestCase(3.456, "3.46")]
    [TestCase(34.56, "34.6")]
    [TestCase(345.6, "346")]
    public void Seconds_have_decimals_by_size(double value, string text) => Assert.That(Number.Seconds(value), Is.EqualTo(text));

    [Test]
    public void No_number_depends_on_the_locale()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            var german = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            (german.NumberFormat.NumberDecimalSeparator, german.NumberFormat.NegativeSign) = (",", "~");
            CultureInfo.CurrentCulture = german;
            Assert.That((Number.Fixed(-1.5, 1), Number.Raw(-1.5), Number.Range(-1, 2.5, 1), Number.Megabytes(1_500_000), Number.Count(-1, "x")),
                Is.EqualTo(("−1.5", "-1.5", "[−1.0, 2.5]", "1.5 MB", "-1 xs")));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
