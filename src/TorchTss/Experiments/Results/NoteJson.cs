using System.Text.Json;
using TorchTss.Runtime;

namespace TorchTss.Experiments.Results;

/// <summary>Notes of a results file that hold JSON.</summary>
internal static class NoteJson
{
    /// <summary>Reads a note.</summary>
    /// <param name="file">The results file.</param>
    /// <param name="key">The note.</param>
    /// <param name="what">What it should hold, for the error.</param>
    /// <param name="read">From the root; may throw as <see cref="JsonElement"/> does.</param>
    /// <returns>Null when there is no such note.</returns>
    /// <exception cref="UserException">Something else is in it.</exception>
    public static T? Read<T>(ResultsFile file, string key, string what, Func<JsonElement, T> read) where T : class
    {
        if (file.Note(key) is not { } text) return null;
        try
        {
            using var document = JsonDocument.Parse(text);
            return read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new UserException($"{file.Path}: the note '{key}' is not {what}; write it again with the command that made the file", e);
        }
    }

    /// <summary>{"steps": 7, "tss": "off"} as texts, in their order.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Point(JsonElement axes) =>
        [.. axes.EnumerateObject().Select(a => KeyValuePair.Create(a.Name, a.Value.ToString()))];
}
