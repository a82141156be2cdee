using TorchTss.Imaging;

namespace TorchTss.Tests.Experiments;

/// <summary>Small pictures with originals: p0.png, p1.png, … in lr and hr.</summary>
internal static class TestPictures
{
    public const int Side = 8, Enlarged = 16;       // the echo host enlarges by 2

    public static (string Low, string High) Write(TemporaryFolder folder, int count)
    {
        var (low, high) = (folder.File("lr"), folder.File("hr"));
        Directory.CreateDirectory(low);
        Directory.CreateDirectory(high);
        for (var i = 0; i < count; i++)
        {
            ImageFile.Write(Flat(Side, 10 * (i + 1)), Path.Combine(low, $"p{i}.png"));
            ImageFile.Write(Flat(Enlarged, 10 * (i + 1) + i), Path.Combine(high, $"p{i}.png"));
        }
        return (low, high);
    }

    public static Image8 Flat(int side, int level) => new(side, side, [.. Enumerable.Repeat((byte)level, side * side * 3)]);
}
