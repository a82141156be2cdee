using System.Text.Json;
using TorchTss.Experiments.Axes;
using TorchTss.Runtime;

namespace TorchTss.Experiments;

/// <summary>Experiments as files: JSON with comments.</summary>
/// <remarks><c>title</c>, <c>base</c> (setting path → value), <c>axes</c> (name → list of values, or name → named bundles of settings),
/// <c>metrics</c>, <c>baseline</c> (axis → value), <c>paper</c> (a paper's own numbers).</remarks>
public static class ExperimentJson
{
    private static readonly string[] _known = ["title", "base", "axes", "metrics", "baseline", "paper"];

    private static readonly JsonDocumentOptions _options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Reads an experiment.</summary>
    /// <param name="text">The JSON.</param>
    /// <param name="name">Its file, for errors.</param>
    /// <param name="settings">What <c>base</c> is applied to: the command line's settings.</param>
    /// <exception cref="UserException">No JSON, a part of the wrong kind, an unknown part, axis or value.</exception>
    public static Experiment Read(string text, string name, RunSettings settings)
    {
        try
        {
            using var document = JsonDocument.Parse(text, _options);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object) throw new UserException($"{name}: an experiment is a JSON object, {{ \"axes\": … }}");
            foreach (var part in root.EnumerateObject().Where(p => !_known.Contains(p.Name)))
            {
                throw new UserException($"{name}: '{part.Name}': {NearestName.Complaint(part.Name, _known)}");
            }
            return new Experiment
            {
                Title = Optional(root, "title")?.GetString() ?? Path.GetFileNameWithoutExtension(name),
                Base = Optional(root, "base") is { } given ? Bundle(given).Aggregate(settings, (s, apply) => apply(s)) : settings,
                Axes = [.. Members(root, "axes").Select(a => Axis(a.Name, a.Value))],
                Metrics = [.. Optional(root, "metrics")?.EnumerateArray().Select(Text) ?? []],
                Baseline = Members(root, "baseline").ToDictionary(b => b.Name, b => Text(b.Value)),
                Paper = Optional(root, "paper")?.GetRawText(),
            };
        }
        catch (JsonException e)
        {
            throw new UserException($"{name}: not JSON at line {e.LineNumber + 1} ({e.Message.Split(" LineNumber")[0].TrimEnd('.')}); correct it", e);
        }
        catch (InvalidOperationException e)
        {
            throw new UserException($"{name}: a part has the wrong kind ({e.Message.TrimEnd('.')}); compare it with tss table 2 --print", e);
        }
        catch (UsageException e)
        {
            throw new UserException($"{name}: {e.Message}", e);
        }
    }

    private static Axis Axis(string name, JsonElement values) => values.ValueKind == JsonValueKind.Object
        ? new Axis(name, [.. values.EnumerateObject().Select(v => Named(v.Name, v.Value))])
        : AxisParser.Axis(name, values.EnumerateArray().Select(Text));

    /// <summary>A value that is a bundle of settings with a name.</summary>
    private static AxisValue Named(string name, JsonElement bundle)
    {
        var applies = Bundle(bundle);
        return new AxisValue(name, settings => applies.Aggregate(settings, (s, apply) => apply(s)));
    }

    private static IReadOnlyList<Func<RunSettings, RunSettings>> Bundle(JsonElement bundle) =>
        [.. bundle.EnumerateObject().Select(p => AxisParser.Value(p.Name, Text(p.Value)).Apply)];

    private static JsonElement? Optional(JsonElement root, string name) => root.TryGetProperty(name, out var found) ? found : null;

    private static IEnumerable<JsonProperty> Members(JsonElement root, string name) => Optional(root, name)?.EnumerateObject() ?? Enumerable.Empty<JsonProperty>();

    /// <summary>A value as the command line would take it; [1, 2] is the range 1:2.</summary>
    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Array => string.Join(':', value.EnumerateArray().Select(Text)),
        _ => value.GetRawText(),
    };
}
