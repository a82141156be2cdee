using TorchTss.Imaging;
using TorchTss.Metrics.Musiq;
using static TorchSharp.torch;

namespace TorchTss.Tests.Metrics.Musiq;

/// <summary>Sizes, positions and pixels of specification §6.1, numbers of §11.3.</summary>
public sealed class MusiqScaleTests
{
    private static readonly MusiqConfig _released = new();

    [Test]
    public void The_longer_side_takes_each_length_and_the_picture_follows()
    {
        var scales = MusiqScale.Of(100, 150, _released);
        Assert.That(scales.Select(s => (s.Index, s.Height, s.Width)), Is.EqualTo(new[] { (0, 149, 224), (1, 256, 384), (2, 100, 150) }));
        Assert.That(scales.Sum(s => s.Rows * s.Columns), Is.EqualTo(151));
    }

    [Test]
    public void Sides_are_rounded_half_to_even() =>
        Assert.That(MusiqScale.Of(5, 448, _released).Concat(MusiqScale.Of(7, 448, _released)).Where(s => s.Index == 0).Select(s => s.Height),
            Is.EqualTo(new[] { 2, 4 }));                        // 2.5 and 3.5

    [Test]
    public void Positions_are_those_of_the_specification()
    {
        var scales = MusiqScale.Of(100, 150, _released);
        Assert.That(scales[2].Positions(),
            Is.EqualTo(new[] { 0, 2, 4, 6, 8, 20, 22, 24, 26, 28, 50, 52, 54, 56, 58, 70, 72, 74, 76, 78 }));
        Assert.That(scales[0].Positions()[..14], Is.EqualTo(new[] { 0, 1, 2, 4, 5, 7, 8, 20, 21, 22, 24, 25, 27, 28 }));
    }

    [Test]
    public void Float32_moves_positions_at_five_lengths_below_400_and_at_no_other()
    {
        bool Moved(int n) =>
            !new MusiqScale(2, 32 * n, 1, _released).Positions().SequenceEqual(Enumerable.Range(0, n).Select(i => 10L * (10 * i / n)));
        Assert.That(Enumerable.Range(1, 399).Where(Moved), Is.EqualTo(new[] { 205, 235, 266, 275, 305 }));
    }

    [Test]
    public void Pixels_are_those_of_the_specification()
    {
        using var scope = NewDisposeScope();
        var pixels = ImageTensor.From(ClosedForm.Picture(1, 150, 100)) * 2 - 1;
        var scales = MusiqScale.Of(100, 150, _released);
        var (small, large) = (scales[0].Cut(pixels)[0], scales[1].Cut(pixels)[0]);
        // 149 rows: 11 are missing, 5 of them above. 256 and 384 are whole patches.
        Assert.That(small[0, 0, 5][..4].data<float>().ToArray(), Is.EqualTo(new[] { -.8718068, -.9078000, -.8695070, -.7065051 }).Within(1e-6));
        Assert.That(large[0, 0, 0][..4].data<float>().ToArray(), Is.EqualTo(new[] { -.8802909, -.8857779, -.9135392, -.9206647 }).Within(1e-6));
        Assert.That(new[] { small.min().item<float>(), small.max().item<float>() }, Is.EqualTo(new[] { -1.6305193, 1.6026982 }).Within(1e-5));
        Assert.That(small[0, .., ..5].abs().max().item<float>(), Is.Zero);
        Assert.That(small[28, .., 26..].abs().max().item<float>(), Is.Zero);
        Assert.That(small[28, 0, 25].abs().max().item<float>(), Is.GreaterThan(0));
    }

    [Test]
    public void Patches_of_the_picture_itself_are_its_pixels()
    {
        using var scope = NewDisposeScope();
        var pixels = ImageTensor.From(ClosedForm.Picture(1, 96, 64));
        var patches = MusiqScale.Of(64, 96, _released)[2].Cut(pixels);
        Assert.That(patches.shape, Is.EqualTo(new long[] { 1, 6, 3, 32, 32 }));
        Assert.That(patches[0, 4].Equals(pixels[0, .., 32.., 32..64]), Is.True);
    }
}
