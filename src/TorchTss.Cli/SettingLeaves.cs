using System.Text.Json;
using System.Text.Json.Nodes;

namespace TorchTss.Cli;

/// <summary>Settings as a flat list: "steps", "tss.nRange", … with the values that are said.</summary>
internal static class SettingLeaves
{
    private const string Tss = "tss.";

    /// <summary>What the command line says beyond the defaults.</summary>
    public static IReadOnlyList<string> Given(RunSettings given) => Differing(given, new RunSettings());

    /// <summary>Names whose values differ, those that only one side says included.</summary>
    public static IReadOnlyList<string> Differing(RunSettings one, RunSettings other)
    {
        var (a, b) = (Of(one), Of(other));
        return [.. a.Keys.Union(b.Keys).Where(k => !JsonNode.DeepEquals(a.GetValueOrDefault(k), b.GetValueOrDefault(k)))];
    }

    /// <summary>Settings with some values of others.</summary>
    public static RunSettings With(RunSettings settings, IEnumerable<string> names, RunSettings values)
    {
        var (root, leaves) = (Node(settings), Of(values));
        foreach (var name in names)
        {
            if (name.StartsWith(Tss, StringComparison.Ordinal)) root["tss"]![name[Tss.Length..]] = leaves.GetValueOrDefault(name)?.DeepClone();
            else root[name] = leaves.GetValueOrDefault(name)?.DeepClone();
        }
        return root.Deserialize<RunSettings>(SettingsJson.Options)!;
    }

    /// <summary>As the command line says it: "--n-range 1:2", "--tds".</summary>
    public static string Option(RunSettings settings, string name)
    {
        var option = $"--{JsonNamingPolicy.KebabCaseLower.ConvertName(name.Split('.')[^1])}";
        return Text(settings, name) is var text && text == "true" ? option : $"{option} {text}";
    }

    /// <summary>A value as text; "nothing" where it is not said.</summary>
    public static string Text(RunSettings settings, string name) => Of(settings).GetValueOrDefault(name) switch
    {
        null => "nothing",
        JsonObject range => string.Join(':', range.Take(2).Select(p => p.Value!.ToString())),
        var value => value.ToString(),
    };

    private static Dictionary<string, JsonNode> Of(RunSettings settings)
    {
        var root = Node(settings);
        return root.Where(p => p.Key != "tss").Concat(root["tss"]!.AsObject().Select(p => KeyValuePair.Create($"{Tss}{p.Key}", p.Value)))
            .Where(p => p.Value is not null).ToDictionary(p => p.Key, p => p.Value!);
    }

    private static JsonObject Node(RunSettings settings) => JsonSerializer.SerializeToNode(settings, SettingsJson.Options)!.AsObject();
}
