using System.Text.Json;
using TorchTss.Experiments.Results;
using TorchTss.Runtime;

namespace TorchTss.Cli;

/// <summary>Numbers that a paper reports, as the results file keeps them for its tables.</summary>
/// <param name="Source">"TSS, Table 2: SUPIR on RealPhoto60, …".</param>
/// <param name="Rows">In the paper's order.</param>
internal sealed record PublishedNumbers(string Source, IReadOnlyList<PublishedRow> Rows)
{
    /// <summary>The numbers beside a results file's own; null without.</summary>
    /// <exception cref="UserException">A note that is not {"title": …, "note": …, "rows": […]}.</exception>
    public static PublishedNumbers? Read(ResultsFile file) => file.Note("paper") is { } text ? Parse(text, file.Path) : null;

    /// <summary>The same from JSON.</summary>
    /// <param name="json">{"title": …, "note": …, "rows": [{"axes": {…}, "scores": {…}}]}.</param>
    /// <param name="where">For the error.</param>
    /// <exception cref="UserException">Something else.</exception>
    public static PublishedNumbers Parse(string json, string where)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            return new PublishedNumbers(
                $"{root.GetProperty("title").GetString()}: {root.GetProperty("note").GetString()}",
                [.. root.GetProperty("rows").EnumerateArray().Select(Row)]);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            const string Form = """{"note": …, "rows": [{"axes": …, "scores": …}]}""";
            throw new UserException($"{where}: paper is not {Form}; compare it with tss table 2 --print", e);
        }
    }

    /// <summary>The row at exactly this point.</summary>
    public PublishedRow? At(IReadOnlyList<KeyValuePair<string, string>> axes) =>
        Rows.FirstOrDefault(r => r.Axes.Count == axes.Count && r.Axes.All(axes.Contains));

    private static PublishedRow Row(JsonElement row) => new(Texts(row.GetProperty("axes")), Texts(row.GetProperty("scores")).ToDictionary());

    private static IReadOnlyList<KeyValuePair<string, string>> Texts(JsonElement members) =>
        [.. members.EnumerateObject().Select(m => KeyValuePair.Create(m.Name, m.Value.ToString()))];
}
