using System.CommandLine;
using TorchTss.Experiments.Frequency;

namespace TorchTss.Cli;

/// <summary><c>tss analyze</c>: what happens to low, middle and high frequencies from step to step, and with fewer or more steps.</summary>
internal static class AnalyzeCommand
{
    private const string DefaultFolder = "tss-out/analysis";

    public static (Command Command, IReadOnlyList<OptionGroup> Groups) Create()
    {
        var inputs = new Argument<string[]>("INPUT")
        {
            Arity = ArgumentArity.ZeroOrMore,
            Description = "pictures, folders or patterns; without one the 24 bundled photographs",
        };
        var output = OptionParsing.Text("--output", "DIR",
            $"folder for tables, plots and previews; one that is there is continued (default {DefaultFolder})");
        output.Aliases.Add("-o");
        var dryRun = OptionParsing.Flag("--dry-run", "check everything, say how many steps would be made, and stop");
        var options = new AnalysisOptions();
        IReadOnlyList<OptionGroup> groups = [.. options.Groups, new("Output", [output, dryRun]), .. options.SettingsGroups];
        var command = new Command("analyze", "Follow low, middle and high frequencies through the steps of every strategy.") { inputs };
        foreach (var option in groups.SelectMany(g => g.Options)) command.Add(option);
        command.SetAction((parsed, cancellation) =>
        {
            var given = parsed.GetValue(inputs)!;
            UnknownOptions.Refuse(given, groups);
            var plan = FrequencyPlan.Of(options.Bind(parsed), options.Pictures(parsed, given));
            var console = new AnalysisConsole(parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            return Task.FromResult(console.Run(
                plan, parsed.GetValue(output) ?? DefaultFolder, CommandText.Of(parsed), parsed.GetValue(dryRun), cancellation));
        });
        return (command, groups);
    }
}
