using TorchSharp;
using TorchTss.Imaging.Rows;
using static TorchSharp.torch;

namespace TorchTss.Tests.Imaging.Rows;

public sealed class ResizedRowsTests
{
    [Test]
    public void Rows_are_those_of_torchs_bicubic_up_to_rounding(
        [Values(1, 3, 64, 131)] int height, [Values(1, 57, 64, 125, 311)] int toHeight, [Values(40, 33, 50)] int toWidth, [Values(7, 400)] int step)
    {
        using var scope = NewDisposeScope();
        var picture = rand(1, 3, height, 40) * 2 - 1;
        var whole = nn.functional.interpolate(picture, size: [toHeight, toWidth], mode: InterpolationMode.Bicubic, align_corners: false);
        using var rows = new ResizedRows(new BandedRows(BandedRowsTests.Bands(picture, 10), height, 40), toHeight, toWidth);
        for (var top = 0; top < toHeight; top += step)
        {
            var count = Math.Min(step, toHeight - top);
            Assert.That((rows.Read(top, top + count) - whole.narrow(2, top, count)).abs().max().item<float>(), Is.LessThan(1e-6));
        }
    }

    [Test, NonParallelizable] // counts every tensor of the thread
    public void Nothing_is_left_behind()
    {
        using var scope = NewDisposeScope();
        var picture = rand(1, 3, 50, 40);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        using (var rows = new ResizedRows(new BandedRows(BandedRowsTests.Bands(picture, 10), 50, 40), 30, 20))
        {
            using var read = NewDisposeScope();
            rows.Read(3, 9);
        }
        Assert.That(DisposeScopeManager.Statistics.ThreadTotalLiveCount, Is.EqualTo(before));
    }
}
