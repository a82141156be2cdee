using TorchSharp;
using TorchTss.Imaging.Rows;
using static TorchSharp.torch;

namespace TorchTss.Tests.Imaging.Rows;

public sealed class BandedRowsTests
{
    private const int Height = 23, Width = 4;

    [Test]
    public void Rows_are_those_of_the_bands_however_they_are_read([Values(1, 5, 8, 23)] int band, [Values(1, 4, 7, 23)] int step, [Values(0, 3)] int halo)
    {
        using var scope = NewDisposeScope();
        var whole = rand(1, 3, Height, Width);
        using var rows = new BandedRows(Bands(whole, band), Height, Width);
        for (var top = 0; top < Height; top += step)
        {
            var (from, to) = (Math.Max(0, top - halo), Math.Min(Height, top + step + halo));
            Assert.That(rows.Read(from, to).equal(whole.narrow(2, from, to - from)).all().item<bool>(), Is.True, $"{from}..{to}");
        }
    }

    [Test]
    public void A_band_is_made_when_its_rows_are_asked_for()
    {
        using var scope = NewDisposeScope();
        var made = 0;
        using var rows = new BandedRows(Bands(rand(1, 3, Height, Width), 5).Select(b => { made++; return b; }), Height, Width);
        Assert.That(made, Is.Zero);
        rows.Read(0, 5);
        Assert.That(made, Is.EqualTo(1));
        rows.Read(4, 11);
        Assert.That(made, Is.EqualTo(3));
    }

    [Test, NonParallelizable] // counts every tensor of the thread
    public void Nothing_is_left_behind_wherever_reading_ends([Values(0, 1, 6, 23)] int bottom)
    {
        using var scope = NewDisposeScope();
        var whole = rand(1, 3, Height, Width);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        using (var rows = new BandedRows(Bands(whole, 5), Height, Width))
        {
            using var read = NewDisposeScope();
            if (bottom > 0) rows.Read(bottom / 2, bottom);
        }
        Assert.That(DisposeScopeManager.Statistics.ThreadTotalLiveCount, Is.EqualTo(before));
    }

    [Test]
    public void Bands_that_end_too_early_are_an_error()
    {
        using var scope = NewDisposeScope();
        using var rows = new BandedRows(Bands(rand(1, 3, 10, Width), 5), Height, Width);
        Assert.That(() => rows.Read(0, 12), Throws.InvalidOperationException.With.Message.EqualTo("23 rows were announced, and bands ended at 10"));
    }

    internal static IEnumerable<Tensor> Bands(Tensor whole, int rows)
    {
        for (var top = 0L; top < whole.size(2); top += rows)
            yield return whole.narrow(2, top, Math.Min(rows, whole.size(2) - top)).clone().DetachFromDisposeScope();
    }
}
