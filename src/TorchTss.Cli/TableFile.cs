using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using TorchTss.Experiments;
using TorchTss.Experiments.Tables;
using TorchTss.Reports.Data;
using TorchTss.Runtime;

namespace TorchTss.Cli;

/// <summary>An experiment in a file: one of the paper's tables by its number, or the user's own.</summary>
/// <param name="Name">"table 2", or the file.</param>
/// <param name="Stem">The folder of its results below tss-out.</param>
/// <param name="Text">JSON with comments.</param>
internal sealed record TableFile(string Name, string Stem, string Text)
{
    private static readonly JsonDocumentOptions _json = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Finds what the user means.</summary>
    /// <param name="argument">A number or a path; null where none was given.</param>
    /// <exception cref="UserException">Neither.</exception>
    public static TableFile Find(string? argument)
    {
        var range = $"{PaperTables.Numbers[0]} to {PaperTables.Numbers[^1]}";
        if (argument is null)
        {
            throw new UsageException($"tss table: which one is missing; give a number ({range}) or a JSON file, or --list to see them");
        }
        if (File.Exists(argument)) return new TableFile(argument, Path.GetFileNameWithoutExtension(argument), Read(argument));
        if (!int.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            if (Directory.Exists(argument)) throw new UserException($"{argument}: is a folder; give the JSON file inside it, or the number of a table ({range})");
            throw new UserException($"{argument}: there is no such file; give the number of a table of the paper ({range}) or a JSON file");
        }
        return PaperTables.Numbers.Contains(number)
            ? new TableFile($"table {number}", $"table-{number}", PaperTables.Text(number))
            : throw new UsageException($"table {number}: the paper's tables are {range}; tss table --list shows them");
    }

    /// <summary>The experiment, with what the command line says in place of the file's <c>base</c>.</summary>
    /// <exception cref="UserException">As <see cref="ExperimentJson.Read"/>.</exception>
    /// <exception cref="UsageException">An option that an axis of the file decides.</exception>
    public Experiment Over(RunSettings given)
    {
        var experiment = ExperimentJson.Read(Text, Name, given);
        var said = SettingLeaves.Given(given);
        var start = SettingLeaves.With(experiment.Base, said, given);
        foreach (var axis in experiment.Axes)
        {
            var decided = axis.Values.SelectMany(v => SettingLeaves.Differing(v.Apply(start), start)).ToHashSet();
            if (said.FirstOrDefault(decided.Contains) is not { } vain) continue;
            throw new UsageException($"{SettingLeaves.Option(given, vain)}: {Name} decides this by its axis {axis.Name} "
                + $"({string.Join("; ", axis.Values.Select(v => v.Text))}); leave it out, or change a copy: tss table {Argument} --print > my.json");
        }
        return experiment with { Base = start, Paper = Titled(experiment) };
    }

    /// <summary>The paper's numbers without comments and with a title, as the results file keeps them.</summary>
    private string? Titled(Experiment experiment)
    {
        if (experiment.Paper is null) return null;
        var paper = JsonNode.Parse(experiment.Paper, documentOptions: _json);
        if (paper is JsonObject part) part["title"] ??= experiment.Title;
        var text = paper?.ToJsonString(SettingsJson.Options) ?? "null";
        try
        {
            using var document = JsonDocument.Parse(text);
            PaperNote.Of(document.RootElement);
            return text;
        }
        catch (Exception e) when (e is InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            const string Form = """{"note": …, "rows": [{"axes": …, "scores": …}]}""";
            throw new UserException($"{Name}: paper is not {Form}; compare it with tss table 2 --print", e);
        }
    }

    private string Argument => Name.StartsWith("table ", StringComparison.Ordinal) ? Name["table ".Length..] : Name;

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserException($"{path}: cannot be read ({SystemReason.Of(e)}); check its permissions", e);
        }
    }
}
