using TorchTss.Experiments.Frequency;

namespace TorchTss.Tests.Experiments.Frequency;

public sealed class TextureThresholdsTests
{
    [Test]
    public void Thirds_are_interpolated_percentiles()
    {
        // metrics specification §12.7
        var thirds = TextureThresholds.Thirds([3004.10722, 3036.50429, 3021.15861, 2972.49956, 3011.26748, 3017.38859]);
        Assert.That(thirds.First, Is.EqualTo(3008.88073).Within(1e-5));
        Assert.That(thirds.Second, Is.EqualTo(3018.64526).Within(1e-5));
    }

    [TestCase(4)]
    [TestCase(7)]
    [TestCase(10)]
    [TestCase(31)]
    public void A_threshold_that_is_a_value_takes_it_into_the_lower_class(int count)
    {
        var values = Enumerable.Range(0, count).Select(i => 0.1 * i).ToArray();
        var thirds = TextureThresholds.Thirds(values.Reverse());
        var classes = values.Select(thirds.ClassOf).ToArray();
        Assert.That(classes.Count(c => c == TextureClass.Smooth), Is.EqualTo((count - 1) / 3 + 1));
        Assert.That(classes.Count(c => c == TextureClass.High), Is.EqualTo((count - 1) / 3));
    }

    [Test]
    public void Equal_patches_are_smooth() => Assert.That(TextureThresholds.Thirds([5, 5, 5]).ClassOf(5), Is.EqualTo(TextureClass.Smooth));

    [TestCase("100,2000.5", 100, 2000.5)]
    [TestCase(" 0 , 0 ", 0, 0)]
    public void Fixed_ones_are_two_numbers(string text, double first, double second) =>
        Assert.That(TextureThresholds.Parse(text), Is.EqualTo(new TextureThresholds(first, second)));

    [TestCase("100")]
    [TestCase("1,2,3")]
    [TestCase("a,b")]
    [TestCase("1,inf")]
    public void Anything_else_is_none(string text) => Assert.That(TextureThresholds.Parse(text), Is.Null);
}
