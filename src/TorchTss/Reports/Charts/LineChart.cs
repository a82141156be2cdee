namespace TorchTss.Reports.Charts;

/// <summary>Lines over numbers: a mark per point, an error bar where a point has an interval.</summary>
internal sealed class LineChart
{
    /// <summary>More lines than this cannot be told apart.</summary>
    public const int MostLines = 12;

    private const int MostTicks = 12;
    private const double Narrowest = 54, Digit = 7;

    private LineChart(LineChartText text, IReadOnlyList<LineSeries> series, ChartNumbers? numbers)
    {
        var all = series.SelectMany(s => s.Points).ToArray();
        var y = ChartScale.Around([.. all.SelectMany(p => p.Ends), .. text.IsOfDifferences ? [0.0] : Array.Empty<double>()], Bottom, Top);
        YTicks = y.Ticks(5);
        Left = Math.Max(Narrowest, YTicks.Max(t => t.Text.Length) * Digit + 28);
        double[] places = [.. all.Select(p => p.X).Distinct().Order()];
        var x = text.Counts ? ChartScale.Around(places, Left, Right) : ChartScale.Through(places, Left, Right);
        // Bars of one place stand side by side, so that they can be read, and nearer to each other than to those of the next place.
        var gap = places.Zip(places.Skip(1), (a, b) => x.At(b) - x.At(a)).DefaultIfEmpty(Right - Left).Min();
        var apart = all.Any(p => p.Estimate.HasInterval) ? Math.Min(5, Math.Min(22, gap * 0.7) / series.Count) : 0;
        Text = text;
        Lines =
        [
            .. series.Select((line, i) => new ChartLine(line.Label, i, [.. line.Points.Select(p =>
                ChartMark.Of(p, text, x.At(p.X) + (i - (series.Count - 1) / 2.0) * apart, y))]))
                .Where(l => l.Marks.Count > 0),
        ];
        XTicks = places.Length <= MostTicks ? x.TicksAt(places, room: 30)
            : [.. x.Ticks(6).Where(t => t.At >= x.At(places[0]) && t.At <= x.At(places[^1]))];
        Zero = y.At(0);
        Numbers = numbers ?? ChartNumbers.Of(text, Lines);
    }

    /// <summary>The drawing's size and the edges of its field.</summary>
    public double Width => 340;

    /// <inheritdoc cref="Width"/>
    public double Height => 250;

    /// <inheritdoc cref="Width"/>
    public double Left { get; }

    /// <inheritdoc cref="Width"/>
    public double Right => Width - 12;

    /// <inheritdoc cref="Width"/>
    public double Top => 12;

    /// <inheritdoc cref="Width"/>
    public double Bottom => Height - 46;

    /// <summary>Where zero is, for differences.</summary>
    public double Zero { get; }

    /// <summary>What is written on it.</summary>
    public LineChartText Text { get; }

    /// <summary>Numbers along the bottom.</summary>
    public IReadOnlyList<ChartTick> XTicks { get; }

    /// <summary>Numbers along the left.</summary>
    public IReadOnlyList<ChartTick> YTicks { get; }

    /// <summary>The lines.</summary>
    public IReadOnlyList<ChartLine> Lines { get; }

    /// <summary>The table below it.</summary>
    public ChartNumbers Numbers { get; }

    /// <summary>The drawing in words.</summary>
    public string Description => $"{Text.FullTitle}{(Text.Direction.Length > 0 ? $", {Text.Direction}," : "")} against {Text.X}. "
        + string.Join(" ", Lines.Select(l => l.Marks is [var only] ? $"{l.Label}: {only.Text} at {only.X}."
            : $"{l.Label}: {l.Marks[0].Text} at {l.Marks[0].X} to {l.Marks[^1].Text} at {l.Marks[^1].X}."));

    /// <summary>Draws lines; null without a point.</summary>
    /// <param name="text">What is written.</param>
    /// <param name="series">What is drawn.</param>
    /// <param name="numbers">The table; null: of what is drawn.</param>
    public static LineChart? Of(LineChartText text, IReadOnlyList<LineSeries> series, ChartNumbers? numbers = null) =>
        series.All(s => s.Points.Count == 0) ? null : new LineChart(text, series, numbers);

    /// <summary>As markup.</summary>
    public Html Render() => HtmlTemplate.Render("line-chart", this);
}
