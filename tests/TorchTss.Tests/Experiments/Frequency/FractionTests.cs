using TorchTss.Experiments.Frequency;

namespace TorchTss.Tests.Experiments.Frequency;

public sealed class FractionTests
{
    [TestCase("1/3", 1, 3)]
    [TestCase(" 2 / 3 ", 2, 3)]
    [TestCase("0.25", 25, 100)]
    [TestCase("1", 1, 1)]
    public void Fractions_and_decimals_are_kept_exactly(string text, long over, long under) =>
        Assert.That(Fraction.Parse(text), Is.EqualTo(new Fraction(over, under)));

    [TestCase("")]
    [TestCase("0")]
    [TestCase("1/0")]
    [TestCase("-1/3")]
    [TestCase("1/3/2")]
    [TestCase("0.2.5")]
    [TestCase("1e-3")]
    [TestCase("0.1234567")]
    [TestCase("1/1000001")]
    public void Anything_else_is_none(string text) => Assert.That(Fraction.Parse(text), Is.Null);
}
