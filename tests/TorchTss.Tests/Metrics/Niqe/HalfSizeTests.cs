using TorchTss.Metrics.Niqe;

namespace TorchTss.Tests.Metrics.Niqe;

public sealed class HalfSizeTests
{
    [Test]
    public void A_constant_picture_stays_constant_to_the_last_digit()
    {
        var half = HalfSize.Of(new Plane(10, 6, [.. Enumerable.Repeat(77f, 60)]));
        Assert.That((half.Width, half.Height), Is.EqualTo((5, 3)));
        Assert.That(half.Values.Distinct().Count(), Is.EqualTo(1));
        Assert.That(half.Values[0], Is.EqualTo(77 / 255.0).Within(1e-7));
    }

    [Test]
    public void A_single_column_shows_the_taps_and_the_mirrored_edge()
    {
        var plane = new Plane(16, 4);
        for (var y = 0; y < 4; y++) plane[y][1] = 255;                  // the second column
        // Output 0 sees it at +1 and, mirrored, at −2; output 1 at −1; output 2 at −3.
        double[] expected = [(111 - 9) / 256.0, 29 / 256.0, -3 / 256.0, 0, 0, 0, 0, 0];
        Assert.That(HalfSize.Of(plane)[0].ToArray().Select(v => (double)v), Is.EqualTo(expected).Within(1e-6));
    }
}
