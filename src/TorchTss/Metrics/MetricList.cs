using TorchTss.Metrics.Profiles;
using TorchTss.Runtime;

namespace TorchTss.Metrics;

/// <summary>A list of metrics in one text: <c>niqe,psnr,ssim:channel=rgb,crop=4</c>.</summary>
internal static class MetricList
{
    /// <summary>The metrics of a list, in its order.</summary>
    /// <param name="text">Between commas; a key=value after a comma is a setting of the metric before it.</param>
    /// <param name="profile">What bare names stand for; a metric with settings of its own is taken as it is written.</param>
    /// <param name="scale">The enlargement, where it is known.</param>
    /// <param name="option">Where the list was given, for errors.</param>
    /// <exception cref="UsageException">A list without a name in some place, an unknown name or setting, or one metric twice.</exception>
    public static IReadOnlyList<MetricChoice> Parse(string text, IMetricProfile profile, double? scale = null, string option = "--metrics")
    {
        var choices = new List<MetricChoice>();
        foreach (var name in Split(text, option))
        {
            var specification = name.Contains(':', StringComparison.Ordinal) ? name : profile.Specification(name, scale);
            var choice = new MetricChoice(name, specification, Catalog<IMetric>.Create(specification, option));
            if (Repetition(choices, choice) is { } complaint) throw new UsageException($"{option} {text}: {complaint}");
            choices.Add(choice);
        }
        return choices;
    }

    /// <summary>What is wrong when a metric is among earlier ones already, in whatever spelling; null when it is not.</summary>
    public static string? Repetition(IEnumerable<MetricChoice> earlier, MetricChoice choice) =>
        earlier.FirstOrDefault(c => Canonical(c.Specification) == Canonical(choice.Specification)) is not { } same ? null
            : same.Name == choice.Name ? $"{choice.Name} is there twice; name it once"
            : $"{same.Name} and {choice.Name} are the same metric; leave one out";

    /// <summary>The names of a list with their settings.</summary>
    /// <exception cref="UsageException">A list without a name in some place.</exception>
    public static IReadOnlyList<string> Split(string text, string option = "--metrics")
    {
        var names = new List<string>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!IsSetting(part)) names.Add(part);
            else if (names.Count > 0) names[^1] += $"{(names[^1].Contains(':', StringComparison.Ordinal) ? ',' : ':')}{part}";
            else throw Wrong($"'{part}' is a setting without a metric before it; begin with a name, for instance psnr:{part}");
        }
        return names.Contains("") ? throw Wrong("a name is missing; give names between commas, for instance niqe,psnr") : names;

        UsageException Wrong(string sentence) => new($"{option} {text}: {sentence}");
    }

    // key=value and not name:key=value.
    private static bool IsSetting(string part) =>
        part.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals && part.IndexOf(':', 0, equals) < 0;

    /// <summary>Settings in order of name, without those that say the default.</summary>
    private static string Canonical(string specification)
    {
        if (specification.Split(':', 2) is not [var name, var settings]) return specification;
        var entry = Catalog<IMetric>.Find(name, name);
        var pairs = settings.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(pair => !entry.Settings.Any(s => pair == $"{s.Name}={s.Default}"))
            .Order(StringComparer.Ordinal)
            .ToArray();
        return pairs.Length == 0 ? name : $"{name}:{string.Join(',', pairs)}";
    }
}
