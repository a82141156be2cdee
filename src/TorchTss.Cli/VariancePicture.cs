using ScottPlot;
using TorchTss.Hosts;
using TorchTss.Imaging;
using TorchTss.Schedules;
using static TorchSharp.torch;

namespace TorchTss.Cli;

/// <summary>The variance map as a heat map: what SDS sees of a picture.</summary>
internal static class VariancePicture
{
    private const int Margin = 90;

    public static void Write(Image8 enlarged, TssSettings tss, string file)
    {
        using var scope = NewDisposeScope();
        var map = LatentVariance.OfPicture(enlarged, tss);
        var values = map.data<double>();
        var grid = new double[enlarged.Height, enlarged.Width];
        for (var y = 0; y < enlarged.Height; y++)
        {
            for (var x = 0; x < enlarged.Width; x++) grid[y, x] = values[(long)y * enlarged.Width + x];
        }
        using var plot = PlotFont.NewPlot();
        var heat = plot.Add.Heatmap(grid);
        heat.Colormap = new ScottPlot.Colormaps.Viridis();
        plot.Add.ColorBar(heat);
        plot.Title("normalised local variance v", 14);
        plot.Axes.SquareUnits();
        plot.Axes.SetLimits(-0.5, enlarged.Width - 0.5, -0.5, enlarged.Height - 0.5);
        // The picture has no axes; the bar's outermost numbers need half a line of room.
        plot.Axes.Bottom.IsVisible = plot.Axes.Left.IsVisible = false;
        plot.Layout.Fixed(new PixelPadding(10, Margin - 10, 10, 40));
        plot.HideGrid();
        PictureFile.Write(file,
            plot.GetImage(Math.Min(enlarged.Width, 1600) + Margin, Math.Min(enlarged.Height, 1600) + 50).GetImageBytes(ImageFormat.Png));
    }
}
