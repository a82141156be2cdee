using ScottPlot;

namespace TorchTss.Cli;

/// <summary>Plots in the bundled font, so that they look the same everywhere and have text on machines without fonts.</summary>
internal static class PlotFont
{
    private const string Name = "DejaVu Sans";
    private static readonly Lazy<bool> _added = new(() =>
    {
        Fonts.AddFontFile(Name, File);
        return true;
    });

    /// <summary>Where the font is.</summary>
    public static string File => Path.Combine(AppContext.BaseDirectory, "weights", "fonts", "DejaVuSans.ttf");

    /// <summary>An empty plot whose every text uses the font.</summary>
    public static Plot NewPlot()
    {
        _ = _added.Value;
        var plot = new Plot();
        plot.Font.Set(Name);
        return plot;
    }
}
