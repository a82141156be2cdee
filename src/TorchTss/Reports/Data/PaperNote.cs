using System.Text.Json;
using TorchTss.Experiments.Results;

namespace TorchTss.Reports.Data;

/// <summary>Numbers that somebody else published: shown beside ours, never ranked with them.</summary>
/// <param name="Title">"Table 2".</param>
/// <param name="Note">Who measured, on what, with which model.</param>
/// <param name="Rows">Points and their scores.</param>
internal sealed record PaperNote(string Title, string Note, IReadOnlyList<PaperRow> Rows)
{
    /// <summary>The note <c>paper</c> of a results file; null without one.</summary>
    public static PaperNote? Read(ResultsFile file) => NoteJson.Read(file, "paper", "a paper's table as JSON", Of);

    /// <summary>{"title": …, "note": …, "rows": […]}; throws as <see cref="JsonElement"/> does.</summary>
    public static PaperNote Of(JsonElement root) => new(
        root.GetProperty("title").GetString()!,
        root.GetProperty("note").GetString()!,
        [.. root.GetProperty("rows").EnumerateArray().Select(PaperRow.Of)]);

    /// <summary>The row at exactly a group's point.</summary>
    public PaperRow? At(ResultGroup group) => Rows.FirstOrDefault(r => group.IsAt(r.Axes));

    /// <summary>The row at exactly this point.</summary>
    public PaperRow? At(IReadOnlyCollection<KeyValuePair<string, string>> axes) =>
        Rows.FirstOrDefault(r => r.Axes.Count == axes.Count && r.Axes.All(axes.Contains));
}

/// <summary>One row of a published table.</summary>
/// <param name="Axes">Axis and value.</param>
/// <param name="Scores">By metric; a number and how it is printed.</param>
internal sealed record PaperRow(IReadOnlyList<KeyValuePair<string, string>> Axes, IReadOnlyDictionary<string, PaperScore> Scores)
{
    /// <summary>{"axes": {…}, "scores": {…}}; a null score is none.</summary>
    public static PaperRow Of(JsonElement row) => new(
        NoteJson.Point(row.GetProperty("axes")),
        row.GetProperty("scores").EnumerateObject()
            .Where(s => s.Value.ValueKind != JsonValueKind.Null)
            .ToDictionary(s => s.Name, s => new PaperScore(s.Value.GetDouble(), s.Value.GetRawText())));
}

/// <summary>A published number.</summary>
/// <param name="Value">The number.</param>
/// <param name="Text">With the digits of the paper.</param>
internal sealed record PaperScore(double Value, string Text);
