using System.CommandLine;
using TorchTss.Experiments;
using TorchTss.Metrics;
using TorchTss.Runtime;

namespace TorchTss.Cli;

/// <summary>The options of every command that runs experiments.</summary>
internal sealed class ExperimentOptionSet
{
    private static readonly Dictionary<string, Keep> _keeps = new()
    {
        ["numbers"] = Keep.Numbers,
        ["pictures"] = Keep.Pictures,
        ["previews"] = Keep.Previews,
    };

    private readonly Option<string?> _reference = OptionParsing.Text("--reference", "DIR", "folder with the originals, of the same names as the inputs");
    private readonly Option<string?> _metricWeights =
        OptionParsing.Text("--metric-weights", "DIR", $"where metrics find weights that do not ship (default: {MetricFolder.Variable} of the environment)");
    private readonly Option<int?> _limit;
    private readonly Option<int?> _jobs = OptionParsing.Whole("--jobs", "N", $"cells at a time; they share the cores (default {new ExperimentOptions().Jobs})");
    private readonly Option<string?> _keep;
    private readonly Option<bool> _dryRun = OptionParsing.Flag("--dry-run", "check everything, say what would run and how long it would take, and stop");
    private readonly Keep _defaultKeep;
    private readonly int? _bundled;

    /// <summary>With a command's own defaults.</summary>
    /// <param name="defaultKeep">What stays beside the numbers.</param>
    /// <param name="bundled">How many of the bundled photographs are taken; null: all.</param>
    public ExperimentOptionSet(Keep defaultKeep = Keep.Pictures, int? bundled = null)
    {
        (_defaultKeep, _bundled) = (defaultKeep, bundled);
        var first = bundled is null ? "" : $" (default for the bundled photographs: {bundled})";
        _limit = OptionParsing.Whole("--limit", "N", $"only the first N pictures{first}");
        _keep = OptionParsing.Text("--keep", "WHAT",
            $"what stays beside the numbers: {string.Join(", ", _keeps.Keys)} (default {_keeps.Single(k => k.Value == defaultKeep).Key})");
    }

    public IReadOnlyList<Option> Inputs => [_reference, _limit];

    public IReadOnlyList<Option> Running => [_metricWeights, _jobs, _keep, _dryRun];

    public MetricFolder Folder(ParseResult parsed) => new(parsed.GetValue(_metricWeights));

    public bool DryRun(ParseResult parsed) => parsed.GetValue(_dryRun);

    /// <summary>The pictures with their originals.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="given">Files, folders or patterns; empty: the bundled photographs with their originals.</param>
    public IReadOnlyList<ExperimentInput> Pictures(ParseResult parsed, string[] given)
    {
        var reference = parsed.GetValue(_reference);
        var inputs = given.Length > 0 ? ExperimentInputs.Pair(given, reference) : ExperimentInputs.Pair([BundledPhotographs.Low], reference ?? BundledPhotographs.High);
        return (parsed.GetValue(_limit) ?? (given.Length > 0 ? null : _bundled)) switch
        {
            null => inputs,
            < 1 and var limit => throw new UsageException($"--limit {limit}: at least one picture is needed; use 1 or more"),
            { } limit => [.. inputs.Take(limit)],
        };
    }

    public ExperimentOptions Run(ParseResult parsed, string command)
    {
        var keep = parsed.GetValue(_keep);
        return new ExperimentOptions
        {
            Jobs = parsed.GetValue(_jobs) ?? new ExperimentOptions().Jobs,
            Keep = keep is null ? _defaultKeep
                : _keeps.TryGetValue(keep, out var known) ? known : throw new UsageException($"--keep {keep}: {NearestName.Complaint(keep, _keeps.Keys)}"),
            Command = command,
        };
    }
}
