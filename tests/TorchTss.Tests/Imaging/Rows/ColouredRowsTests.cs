using TorchTss.Imaging;
using TorchTss.Imaging.ColorFixes;
using TorchTss.Imaging.Rows;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Tests.Imaging.Rows;

public sealed class ColouredRowsTests
{
    private const int Width = 37;

    private static readonly string[] _banded = [.. Catalog<IColorFix>.Entries.Select(e => e.Name).Where(n => Catalog<IColorFix>.Create(n, "").Reach is not null)];

    [Test]
    public void Every_row_is_what_it_is_in_the_whole_picture_to_the_bit(
        [ValueSource(nameof(_banded))] string name, [Values(1, 31, 200)] int height, [Values(1, 24, 64)] int step)
    {
        using var scope = NewDisposeScope();
        var (restored, source) = (randn(1, 3, height, Width), randn(1, 3, height, Width));
        var fix = Catalog<IColorFix>.Create(name, "");
        var whole = fix.Apply(restored, source);
        using var rows = new ColouredRows(Rows(restored, 48), Rows(source, 17), fix, fix.Reach!.Value);
        for (var top = 0; top < height; top += step)
        {
            var count = Math.Min(step, height - top);
            Assert.That(rows.Read(top, top + count).equal(whole.narrow(2, top, count)).all().item<bool>(), Is.True, $"{top}");
        }
    }

    [Test] // or bands would not need so many rows around them
    public void The_wavelet_reaches_as_far_as_it_says()
    {
        using var scope = NewDisposeScope();
        var (restored, source) = (randn(1, 3, 200, Width), randn(1, 3, 200, Width));
        var fix = new WaveletColorFix();
        using var rows = new ColouredRows(Rows(restored, 48), Rows(source, 48), fix, fix.Reach!.Value - 1);
        Assert.That(rows.Read(100, 120).equal(fix.Apply(restored, source).narrow(2, 100, 20)).all().item<bool>(), Is.False);
    }

    [Test]
    public void Means_of_the_whole_picture_have_no_reach() => Assert.That(((IColorFix)new AdainColorFix()).Reach, Is.Null);

    private static BandedRows Rows(Tensor whole, int band) => new(BandedRowsTests.Bands(whole, band), (int)whole.size(2), Width);
}
