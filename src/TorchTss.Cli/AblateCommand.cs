using System.CommandLine;
using TorchTss.Experiments;
using TorchTss.Experiments.Axes;
using TorchTss.Metrics;
using TorchTss.Runtime;

namespace TorchTss.Cli;

/// <summary><c>tss ablate</c>: every combination of axis values on every picture, measured.</summary>
internal static class AblateCommand
{
    private const string DefaultResults = "tss-out/ablation.sqlite";
    private const string DefaultMetrics = "niqe,psnr,ssim";

    public static (Command Command, IReadOnlyList<OptionGroup> Groups) Create()
    {
        var inputs = new Argument<string[]>("INPUT")
        {
            Arity = ArgumentArity.ZeroOrMore,
            Description = "pictures, folders or patterns; without one the 24 bundled photographs with their originals",
        };
        var axis = Repeated("--axis", "NAME=V,V…", "what varies: a setting by its path (steps=7,10,14  n=1.4,1.6  sampler=euler,unipc  seed=0,1,2) or "
            + "tss=off,tds,sds,tds+sds,late-only; values that have commas of their own go between semicolons");
        var baseline = Repeated("--baseline", "NAME=V", "what the others are compared with (default: the first value of tss, else of the first axis)");
        var metrics = OptionParsing.Text("--metrics", "NAME,…", $"how results are judged (default {DefaultMetrics}; tss metrics --list shows all)");
        var title = OptionParsing.Text("--title", "TEXT", "heading of the report");
        var results = OptionParsing.Text("--results", "FILE", $"results file; one that is there is continued (default {DefaultResults})");
        var settings = new SettingsOptions();
        var running = new ExperimentOptionSet();
        IReadOnlyList<OptionGroup> groups =
        [
            new("Experiment", [axis, baseline, metrics, title, .. running.Inputs]),
            new("Run", [results, .. running.Running]),
            .. settings.Groups,
        ];
        var command = new Command("ablate", "Run every combination of settings on every picture and measure the results.") { inputs };
        foreach (var option in groups.SelectMany(g => g.Options)) command.Add(option);
        command.SetAction((parsed, cancellation) =>
        {
            var given = parsed.GetValue(inputs)!;
            UnknownOptions.Refuse(given, groups);
            var experiment = new Experiment
            {
                Title = parsed.GetValue(title) ?? "Ablation",
                Base = settings.Bind(parsed),
                Axes = [.. parsed.GetValue(axis)!.Select(AxisParser.Parse)],
                Metrics = MetricList.Split(parsed.GetValue(metrics) ?? DefaultMetrics),
                Baseline = parsed.GetValue(baseline)!.Select(Pair).ToDictionary(),
            };
            var plan = ExperimentPlan.Of(experiment, running.Pictures(parsed, given), running.Folder(parsed));
            var console = new ExperimentConsole(parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            return Task.FromResult(console.Run(
                plan, running.Folder(parsed), running.Run(parsed, CommandText.Of(parsed)), parsed.GetValue(results) ?? DefaultResults,
                running.DryRun(parsed), cancellation));
        });
        return (command, groups);
    }

    /// <summary>What <c>--axis</c> chooses from.</summary>
    public static void Catalogues(TextWriter to)
    {
        HelpPage.Catalogue<IDerivedAxis>(to, "Derived axes (--axis)");
        to.WriteLine();
        to.WriteLine("Settings (--axis; those of tss may leave out the tss.):");
        foreach (var line in SettingPath.All.Select(p => p.Name).Chunk(6)) to.WriteLine($"  {string.Join("  ", line)}");
    }

    private static Option<string[]> Repeated(string name, string value, string help) => new(name)
    {
        HelpName = value,
        Description = help,
        Arity = ArgumentArity.ZeroOrMore,
        AllowMultipleArgumentsPerToken = false,
        DefaultValueFactory = _ => [],
    };

    private static KeyValuePair<string, string> Pair(string text) => text.Split('=', 2) is [{ Length: > 0 } name, { Length: > 0 } value]
        ? KeyValuePair.Create(name, value)
        : throw new UsageException($"--baseline {text}: this is not name=value; for instance --baseline tss=off");
}
