using TorchTss.Metrics.QAlign;
using static TorchSharp.torch;

namespace TorchTss.Tests.Metrics.QAlign;

/// <summary>Specification §11.3, tiny Q-Align.</summary>
public sealed class SinCosPositionsTests
{
    [Test]
    public void A_line_has_sines_first()
    {
        using var scope = NewDisposeScope();
        var row = SinCosPositions.Line(8, 32)[3].data<float>().ToArray();
        Assert.That(row[..4], Is.EqualTo(new[] { .1411200, .9932532, .8126489, .5085361 }).Within(1e-6));
        Assert.That(row[16..20], Is.EqualTo(new[] { -.9899925, -.1159662, .5827536, .8610407 }).Within(1e-6));
    }

    [Test]
    public void A_square_has_zeros_for_the_class_token_and_columns_before_rows()
    {
        using var scope = NewDisposeScope();
        var rows = SinCosPositions.Square(4, 32);
        Assert.That(rows.shape, Is.EqualTo(new long[] { 17, 32 }));
        Assert.That(rows[0].abs().max().item<float>(), Is.Zero);
        var second = rows[2].data<float>().ToArray();           // x = 1, y = 0
        Assert.That(second[..3], Is.EqualTo(new[] { .8414710, .3109836, .0998334 }).Within(1e-6));
        Assert.That(second[16..19], Is.All.Zero);
    }
}
