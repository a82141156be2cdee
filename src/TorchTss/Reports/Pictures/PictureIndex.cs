using System.Text.Json;
using System.Text.Json.Serialization;
using TorchTss.Metrics;

namespace TorchTss.Reports.Pictures;

/// <summary>What the page's script needs to know of pictures and runs.</summary>
/// <param name="Settings">Labels, in the order of every picture's results.</param>
/// <param name="Metrics">Titles with arrows; -1 when lower is better, 1 when higher.</param>
/// <param name="Inputs">The pictures.</param>
/// <param name="Start">The setting that is shown first.</param>
internal sealed record PictureIndex(
    IReadOnlyList<string> Settings, IReadOnlyList<PictureIndex.Metric> Metrics, IReadOnlyList<PictureIndex.Entry> Inputs, int Start)
{
    // The default encoder leaves nothing that could end the element the text stands in.
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>One line of JSON that may stand inside a script element.</summary>
    public Html Json() => new(JsonSerializer.Serialize(this, _json));

    /// <summary>Of a report.</summary>
    public static PictureIndex Of(ReportContext report)
    {
        var (data, results) = (report.Data, report.Results);
        var columns = results.Columns.Select((c, i) => (Column: c, Place: i)).Where(c => c.Column.Metric is { OfSets: false }).ToArray();
        var favourite = results.Rows.Select((row, r) => (row.Group, Bests: columns.Count(c => results.IsBest(r, c.Place)))).MaxBy(r => r.Bests).Group;
        return new PictureIndex(
            [.. data.Settings.Select(s => s.Label)],
            [.. columns.Select(c => new Metric($"{c.Column.FullTitle} {c.Column.Arrow}", c.Column.Traits!.Better == Better.Higher ? 1 : -1))],
            [.. report.Album.Inputs.Select(i => new Entry(
                i.Input.Name, Of(i.Picture), Of(i.Original), Of(i.Variance), [.. i.Results.Select(r => r is null ? null : RunOf(r))]))],
            Math.Max(0, data.Settings.ToList().IndexOf(favourite.Settings[0])));

        Run RunOf(AlbumResult r) => new(
            Of(r.Picture), Number.Seconds(r.Cell.Seconds),
            [.. columns.Select(c => Score(data.Score(r.Cell, c.Column.Metric!), c.Column.Decimals))], [.. r.Steps.Select(Of)]);
    }

    private static Step Of(AlbumStep s) => new(
        Number.Fixed(s.Step.LowestTimestep, 0), Number.Fixed(s.Step.HighestTimestep, 0), Number.Seconds(s.Step.Seconds), Of(s.Map), Of(s.Preview));

    private static Picture? Of(EmbeddedPicture? picture) => picture is null ? null : new Picture(picture.Id, picture.Width, picture.Height);

    private static ScoreText? Score(double value, int decimals) =>
        double.IsNaN(value) ? null : new ScoreText(Number.Fixed(value, decimals), double.IsFinite(value) ? value : null);

    internal sealed record Metric(string Title, int Better);

    internal sealed record Picture(string Id, int Width, int Height);

    internal sealed record Entry(string Name, Picture? Input, Picture? Original, Picture? Variance, IReadOnlyList<Run?> Runs);

    internal sealed record Run(Picture? Picture, string Seconds, IReadOnlyList<ScoreText?> Scores, IReadOnlyList<Step> Steps);

    internal sealed record ScoreText(string Text, double? Value);

    internal sealed record Step(string Low, string High, string Seconds, Picture? Map, Picture? Preview);
}
