using TorchTss.Reports.Tables;

namespace TorchTss.Reports.Charts;

/// <summary>What a line of a chart shows.</summary>
/// <param name="Label">"tss=tds".</param>
/// <param name="Points">From left to right; without any the line keeps its colour for other charts and is not drawn.</param>
internal sealed record LineSeries(string Label, IReadOnlyList<LinePoint> Points);

/// <summary>A number at a place.</summary>
/// <param name="X">Where.</param>
/// <param name="Text">The same as it is written.</param>
/// <param name="Estimate">The number, finite.</param>
internal sealed record LinePoint(double X, string Text, Estimate Estimate)
{
    /// <summary>What must have room in a drawing.</summary>
    public IEnumerable<double> Ends => Estimate.HasInterval ? [Estimate.Interval.Low, Estimate.Interval.High] : [Estimate.Value];
}
