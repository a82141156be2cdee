using ScottPlot;

namespace TorchTss.Cli;

/// <summary>Timestep against iteration, as a picture.</summary>
internal static class SchedulePlot
{
    private const int Width = 800, Height = 500;

    public static void Write(ScheduleTable table, string title, string file)
    {
        using var plot = PlotFont.NewPlot();
        double[] steps = [.. table.Steps.Select(s => (double)s.Step)];
        for (var c = 0; c < table.Columns.Count; c++)
        {
            var line = plot.Add.Scatter(steps, [.. table.Steps.Select(s => s.Cells[c].Timestep)]);
            line.LegendText = table.Columns[c];
        }
        plot.Title(title, 14);
        plot.XLabel("iteration");
        plot.YLabel("timestep (0-based table index)");
        plot.Axes.SetLimitsY(-20, 1020);
        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic { IntegerTicksOnly = true };
        if (table.Columns.Count > 1) plot.ShowLegend(Alignment.UpperRight);
        PictureFile.Write(file, plot.GetImage(Width, Height).GetImageBytes(ImageFormat.Png));
    }
}
