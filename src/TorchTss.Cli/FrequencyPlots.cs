using ScottPlot;
using TorchTss.Experiments.Frequency;
using static System.FormattableString;

namespace TorchTss.Cli;

/// <summary>The curves of the paper's Fig. 1 and Fig. 7, means over the pictures.</summary>
internal static class FrequencyPlots
{
    private const int Panel = 520, PanelHeight = 380;
    private const string Snr = "SNR (dB)", Timestep = "timestep t (table index)", Iteration = "iteration k";

    /// <summary>One picture per run with its panels, one per N with the strategies side by side, and one of results by N.</summary>
    /// <returns>How many were written.</returns>
    public static int Write(string folder, IReadOnlyList<FrequencyMean> within, IReadOnlyList<AcrossComparison> across)
    {
        var count = 0;
        foreach (var run in within.GroupBy(m => (m.Strategy, m.Steps)))
        {
            Save($"{run.Key.Strategy}-{run.Key.Steps}", Run([.. run], Invariant($"{run.Key.Strategy}, {run.Key.Steps} steps")));
        }
        var bySteps = within.Where(m => m.Scope == BandFigures.All).GroupBy(m => m.Steps);
        foreach (var same in bySteps.Where(g => g.DistinctBy(m => m.Strategy).Count() > 1))
        {
            Save(Invariant($"strategies-{same.Key}"), Strategies([.. same], Invariant($"{same.Key} steps")));
        }
        if (across.Count > 0) Save("across", [Across(across)]);
        return count;

        void Save(string name, IReadOnlyList<Plot> panels)
        {
            PictureFile.Write(Path.Combine(folder, $"{name}.png"), Png(panels));
            count++;
        }
    }

    private static IReadOnlyList<Plot> Run(FrequencyMean[] means, string title)
    {
        FrequencyMean[] whole = [.. means.Where(m => m.Scope == BandFigures.All)];
        var high = whole[^1].Band;
        FrequencyMean[] classes = [.. BandFigures.Scopes.Skip(1).SelectMany(scope => means.Where(m => m.Scope == scope && m.Band == high))];
        var noise = Chart($"{title}: change of noise by band", "noise delta (grey levels)", Timestep, whole, m => m.Band, m => m.T, m => m.Delta);
        noise.Add.HorizontalLine(0, 1, Colors.Gray);
        noise.ShowLegend(Alignment.LowerLeft);
        return
        [
            Falling(Chart($"{title}: SNR by band", Snr, Timestep, whole, m => m.Band, m => m.T, Visible)),
            Counted(Chart($"{title}: SNR by band", Snr, Iteration, whole, m => m.Band, m => m.K, Visible)),
            Falling(Chart($"{title}: SNR of the {high} band by texture", Snr, Timestep, classes, m => m.Scope, m => m.T, Visible)),
            Falling(noise),
        ];
    }

    private static IReadOnlyList<Plot> Strategies(FrequencyMean[] means, string title)
    {
        var high = means[^1].Band;
        FrequencyMean[] band = [.. means.Where(m => m.Band == high)];
        return
        [
            Falling(Chart($"{title}: SNR of the {high} band", Snr, Timestep, band, m => m.Strategy, m => m.T, Visible)),
            Counted(Chart($"{title}: SNR of the {high} band", Snr, Iteration, band, m => m.Strategy, m => m.K, Visible)),
        ];
    }

    private static Plot Across(IReadOnlyList<AcrossComparison> comparisons)
    {
        var high = comparisons[^1].Band;
        return Counted(Chart($"results against the long uniform run: SNR of the {high} band", Snr, "steps N",
            [.. comparisons.Where(c => c.Band == high)], c => c.Strategy, c => c.Steps, c => c.SnrDb.Mean));
    }

    /// <summary>A line for every series, in the order of the values.</summary>
    private static Plot Chart<T>(
        string title, string vertical, string horizontal, IReadOnlyList<T> values, Func<T, string> series, Func<T, double> x, Func<T, double?> y)
    {
        var plot = PlotFont.NewPlot();
        foreach (var line in values.GroupBy(series))
        {
            (double X, double? Y)[] points = [.. line.Select(v => (x(v), y(v))).Where(p => p.Item2 is not null).OrderBy(p => p.Item1)];
            if (points.Length == 0) continue;
            var scatter = plot.Add.Scatter(points.Select(p => p.X).ToArray(), points.Select(p => p.Y!.Value).ToArray());
            (scatter.LegendText, scatter.MarkerSize) = (line.Key, points.Length > 25 ? 0 : 5);
        }
        plot.Title(title, 13);
        plot.XLabel(horizontal);
        plot.YLabel(vertical);
        plot.ShowLegend(Alignment.UpperLeft);
        return plot;
    }

    /// <summary>From noise to clean, left to right.</summary>
    private static Plot Falling(Plot plot)
    {
        plot.Axes.InvertX();
        return plot;
    }

    private static Plot Counted(Plot plot)
    {
        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic { IntegerTicksOnly = true };
        return plot;
    }

    /// <summary>The last step is its own reference: its 100 dB would flatten all else.</summary>
    private static double? Visible(FrequencyMean mean) => mean.K == mean.Steps && mean.SnrDb >= SignalToNoise.Cap ? null : mean.SnrDb;

    private static byte[] Png(IReadOnlyList<Plot> panels)
    {
        var columns = Math.Min(2, panels.Count);
        var rows = (panels.Count + columns - 1) / columns;
        var all = new Multiplot();
        all.Reset(panels[0]);
        foreach (var panel in panels.Skip(1)) all.AddPlot(panel);
        all.Layout = new ScottPlot.MultiplotLayouts.Grid(rows, columns);
        var bytes = all.Render(columns * Panel, rows * PanelHeight).GetImageBytes(ImageFormat.Png);
        foreach (var panel in panels) panel.Dispose();
        return bytes;
    }
}
