using System.Text.Json;
using System.Text.Json.Nodes;
using TorchTss.Experiments.Results;
using TorchTss.Runtime;

namespace TorchTss.Experiments;

/// <summary>The settings that all cells of a results file share: two experiments that differ in them cannot be told apart by their axes.</summary>
internal static class ExperimentBase
{
    private const string Note = "base";

    /// <summary>Remembers them, and refuses others than are there.</summary>
    /// <exception cref="UserException">The file holds an experiment with other settings; names the first that differ.</exception>
    public static void Keep(ResultsFile file, RunSettings settings)
    {
        var own = JsonSerializer.Serialize(settings, SettingsJson.Options);
        if (file.Note(Note) is not { } there)
        {
            file.PutNote(Note, own);
            return;
        }
        if (there == own) return;
        var (before, now) = (Leaves(JsonNode.Parse(there), ""), Leaves(JsonNode.Parse(own), ""));
        string[] differences = [.. before.Keys.Union(now.Keys).Where(k => before.GetValueOrDefault(k) != now.GetValueOrDefault(k))
            .Select(k => $"{k} {before.GetValueOrDefault(k, "default")}, here {now.GetValueOrDefault(k, "default")}")];
        if (differences.Length == 0) return;
        throw new UserException($"{file.Path}: holds an experiment with other settings ({string.Join("; ", differences)}); "
            + "name another file with --results, or make the difference an axis");
    }

    private static Dictionary<string, string> Leaves(JsonNode? node, string path) => node is JsonObject values
        ? values.SelectMany(v => Leaves(v.Value, path.Length == 0 ? v.Key : $"{path}.{v.Key}")).ToDictionary(l => l.Key, l => l.Value)
        : new() { [path] = node?.ToJsonString().Trim('"') ?? "default" };
}
