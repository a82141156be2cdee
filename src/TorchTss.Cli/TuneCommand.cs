using System.CommandLine;
using System.Globalization;
using TorchTss.Experiments;
using TorchTss.Experiments.Tuning;
using TorchTss.Metrics;
using static System.FormattableString;
using static TorchTss.Cli.OptionParsing;

namespace TorchTss.Cli;

/// <summary><c>tss tune</c>: looks for the n and a that suit a host and a kind of pictures.</summary>
internal static class TuneCommand
{
    private const string DefaultResults = "tss-out/tuning.sqlite";

    private static readonly Tuner _defaults = new();

    public static (Command Command, IReadOnlyList<OptionGroup> Groups) Create()
    {
        var inputs = new Argument<string[]>("INPUT")
        {
            Arity = ArgumentArity.ZeroOrMore,
            Description = $"{HeldOutSplit.Least} or more pictures, folders or patterns; without one the 24 bundled photographs with their originals",
        };
        var metric = Text("--metric", "NAME", $"the metric that is tuned for (default {_defaults.Metric}); its direction is its own");
        var others = Text("--metrics", "NAME,…", $"metrics that are shown beside it (default {string.Join(',', _defaults.Others)})");
        var guard = Text("--guard", "NAME:X,…",
            "drop candidates that lose more than X of a metric against uniform sampling, for instance psnr:0.2 (default: none)");
        var tdsOnly = Flag("--tds-only", "one n and one a for the whole picture, TDS without SDS");
        var n = Numbers("--n-grid", $"n of the first grid (default {Listed(_defaults.NGrid)})");
        var a = Numbers("--a-grid", $"a of the first grid (default {Listed(_defaults.AGrid)})");
        var anyOrder = Flag("--any-order", "ranges that fall from flat to busy positions as well");
        var eta = Whole("--eta", "N", $"every round keeps one candidate in N and gives it N times the pictures (default {_defaults.Eta})");
        var first = Whole("--first", "N", $"pictures of the first round (default {_defaults.First})");
        var seeds = Whole("--seeds", "N", $"seeds per picture, used when the pictures have run out (default {_defaults.Seeds})");
        var holdout = Real("--holdout", "X", Invariant($"the part of the pictures that the search does not see (default {_defaults.Holdout})"));
        var splitSeed = Long("--split-seed", "N", $"another seed, another split (default {_defaults.SplitSeed})");
        var results = Text("--results", "FILE", $"results file; one that is there is continued (default {DefaultResults})");
        var settings = new SettingsOptions();
        var running = new ExperimentOptionSet(Keep.Numbers);
        IReadOnlyList<OptionGroup> groups =
        [
            new("Search", [metric, others, guard, tdsOnly, n, a, anyOrder, eta, first, seeds]),
            new("Pictures", [.. running.Inputs, holdout, splitSeed]),
            new("Run", [results, .. running.Running]),
            .. settings.SearchGroups,
        ];
        var command = new Command("tune", "Look for the n and a of TSS that suit a host and its pictures, and say what they are worth.") { inputs };
        foreach (var option in groups.SelectMany(g => g.Options)) command.Add(option);
        command.SetAction((parsed, cancellation) =>
        {
            var given = parsed.GetValue(inputs)!;
            UnknownOptions.Refuse(given, groups);
            var tuner = new Tuner
            {
                Base = settings.Bind(parsed),
                Metric = parsed.GetValue(metric) ?? _defaults.Metric,
                Others = parsed.GetValue(others) is { } names ? MetricList.Split(names) : _defaults.Others,
                Guards = parsed.GetValue(guard) is { } guards ? [.. MetricList.Split(guards, "--guard").Select(Guard.Parse)] : [],
                TdsOnly = parsed.GetValue(tdsOnly),
                NGrid = parsed.GetValue(n) ?? _defaults.NGrid,
                AGrid = parsed.GetValue(a) ?? _defaults.AGrid,
                AnyOrder = parsed.GetValue(anyOrder),
                Eta = parsed.GetValue(eta) ?? _defaults.Eta,
                First = parsed.GetValue(first) ?? _defaults.First,
                Seeds = parsed.GetValue(seeds) ?? _defaults.Seeds,
                Holdout = parsed.GetValue(holdout) ?? _defaults.Holdout,
                SplitSeed = parsed.GetValue(splitSeed) ?? _defaults.SplitSeed,
            };
            var folder = running.Folder(parsed);
            var plan = TuningPlan.Of(tuner, running.Pictures(parsed, given), folder);
            var console = new TuningConsole(parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            return Task.FromResult(console.Run(
                plan, folder, running.Run(parsed, CommandText.Of(parsed)), parsed.GetValue(results) ?? DefaultResults, running.DryRun(parsed),
                cancellation));
        });
        return (command, groups);
    }

    private static string Listed(IEnumerable<double> values) => string.Join(',', values.Select(v => v.ToString(CultureInfo.InvariantCulture)));
}
