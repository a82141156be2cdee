using static System.FormattableString;

namespace TorchTss.Reports.Charts;

/// <summary>A line of a chart; colour, dash and shape of its marks tell it from the others.</summary>
/// <param name="Label">"tss=tds".</param>
/// <param name="Index">From 0.</param>
/// <param name="Marks">From left to right.</param>
internal sealed record ChartLine(string Label, int Index, IReadOnlyList<ChartMark> Marks)
{
    private const int MostMarks = 25;        // more of them hide their line

    private static readonly string[] _shapes =
    [
        "M-4,0A4,4,0,1,0,4,0A4,4,0,1,0,-4,0Z", "M-3.6,-3.6H3.6V3.6H-3.6Z", "M0,-4.8L4.6,3.6H-4.6Z",
        "M0,-5L5,0L0,5L-5,0Z", "M0,4.8L4.6,-3.6H-4.6Z", "M-1.5,-4.5H1.5V-1.5H4.5V1.5H1.5V4.5H-1.5V1.5H-4.5V-1.5H-1.5Z",
    ];

    /// <summary>Lines as a legend has them.</summary>
    public static IReadOnlyList<ChartLine> Named(IEnumerable<string> labels) => [.. labels.Select((label, i) => new ChartLine(label, i, []))];

    /// <summary>Lines beside their colours, for charts that share them.</summary>
    public static Html Legend(IReadOnlyList<ChartLine> lines) => HtmlTemplate.Render("legend", new { Lines = lines });

    /// <summary>The style's name for its colour and dash.</summary>
    public string Style => Invariant($"line-{Index % _shapes.Length + 1}{(Index >= _shapes.Length ? " dashed" : "")}");

    /// <summary>The outline of a mark around its point.</summary>
    public string Shape => _shapes[Index % _shapes.Length];

    /// <summary>Whether the points have marks.</summary>
    public bool IsMarked => Marks.Count <= MostMarks;

    /// <summary>Through the marks.</summary>
    public string Path => string.Concat(Marks.Select((m, i) => Invariant($"{(i == 0 ? 'M' : 'L')}{m.Left},{m.Middle}")));
}

/// <summary>A point with its interval, in coordinates.</summary>
/// <param name="X">The axis value as it was written.</param>
/// <param name="Text">The number as printed.</param>
/// <param name="Range">Its interval as printed; empty without.</param>
/// <param name="Left">Across.</param>
/// <param name="Middle">The number.</param>
/// <param name="Low">The interval's low end.</param>
/// <param name="High">Its high end.</param>
internal sealed record ChartMark(string X, string Text, string Range, double Left, double Middle, double Low, double High)
{
    /// <summary>Places a number.</summary>
    public static ChartMark Of(LinePoint point, LineChartText text, double left, ChartScale y) => new(
        point.Text,
        text.IsOfDifferences ? Number.Signed(point.Estimate.Value, text.Decimals) : point.Estimate.Text(text.Decimals),
        point.Estimate.Range(text.Decimals),
        Number.Coordinate(left),
        y.At(point.Estimate.Value),
        y.At(point.Ends.First()),
        y.At(point.Ends.Last()));
}
