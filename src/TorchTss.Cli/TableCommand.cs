using System.CommandLine;
using TorchTss.Experiments;
using TorchTss.Experiments.Results;
using TorchTss.Experiments.Tables;
using TorchTss.Metrics;
using TorchTss.Reports;
using TorchTss.Runtime;

namespace TorchTss.Cli;

/// <summary><c>tss table</c>: a table of the paper, or an experiment of one's own from a file, made again here.</summary>
internal static class TableCommand
{
    private const string Results = "results.sqlite", Page = "report.html";
    private const int Photographs = 8;      // of 24: with previews, table 2 on the tiny host takes three to four minutes on two cores

    public static (Command Command, IReadOnlyList<OptionGroup> Groups) Create()
    {
        var table = new Argument<string?>("TABLE")
        {
            Arity = ArgumentArity.ZeroOrOne,
            Description = $"number of a table of the paper ({PaperTables.Numbers[0]} to {PaperTables.Numbers[^1]}), or an experiment as a JSON file",
        };
        var list = OptionParsing.Flag("--list", "show the paper's tables and stop");
        var print = OptionParsing.Flag("--print", "print the experiment as JSON with comments, to be copied and changed, and stop");
        var inputs = OptionParsing.Text("--inputs", "DIR", "pictures to restore: a folder, a file or a pattern (default: bundled photographs)");
        var metrics = OptionParsing.Text("--metrics", "NAME,…", "how results are judged (default: as the table says)");
        var output = OptionParsing.Text(
            "--output", "DIR", $"folder for {Results} and {Page}; results that are there are continued (default tss-out/table-N)");
        output.Aliases.Add("-o");
        var settings = new SettingsOptions();
        var running = new ExperimentOptionSet(Keep.Previews, Photographs);
        IReadOnlyList<OptionGroup> groups =
        [
            new("Table", [list, print, inputs, .. running.Inputs, metrics]),
            new("Run", [output, .. running.Running]),
            .. settings.Groups,
        ];
        var command = new Command("table", "Make a table of the paper again, with the paper's numbers beside.") { table };
        foreach (var option in groups.SelectMany(g => g.Options)) command.Add(option);
        command.SetAction((parsed, cancellation) =>
        {
            UnknownOptions.Refuse([parsed.GetValue(table)], groups);
            var to = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(list)) return Task.FromResult(List(to));
            var file = TableFile.Find(parsed.GetValue(table));
            if (parsed.GetValue(print))
            {
                to.Write(file.Text);
                return Task.FromResult(0);
            }
            var experiment = file.Over(settings.Bind(parsed));
            if (parsed.GetValue(metrics) is { } names) experiment = experiment with { Metrics = MetricList.Split(names) };
            var folder = running.Folder(parsed);
            var plan = ExperimentPlan.Of(experiment, running.Pictures(parsed, parsed.GetValue(inputs) is { } given ? [given] : []), folder);
            var place = parsed.GetValue(output) ?? Path.Combine("tss-out", file.Stem);
            CheckEarlier(plan, place);
            var console = new ExperimentConsole(to, parsed.InvocationConfiguration.Error);
            return Task.FromResult(console.Run(
                plan, folder, running.Run(parsed, CommandText.Of(parsed)), Path.Combine(place, Results), running.DryRun(parsed), cancellation,
                Path.Combine(place, Page)));
        });
        return (command, groups);
    }

    private static int List(TextWriter to)
    {
        foreach (var number in PaperTables.Numbers) to.WriteLine($"{number,4}  {PaperTables.Title(number)}");
        return 0;
    }

    /// <summary>Results of another host or seed under the same axis values would be averaged with these; a stranger's page is kept.</summary>
    private static void CheckEarlier(ExperimentPlan plan, string place)
    {
        var (path, page) = (Path.Combine(place, Results), Path.Combine(place, Page));
        if (File.Exists(page) && !ReportPage.IsOne(page))
        {
            throw new UsageException($"--output {place}: has a {Page} that is no report of this program; name another folder");
        }
        if (!File.Exists(path)) return;
        using var file = ResultsFile.Read(path);
        foreach (var earlier in file.Settings())
        {
            if (plan.Settings.FirstOrDefault(s => s.Label == earlier.Label && s.Id != earlier.Id) is not { } now) continue;
            var name = SettingLeaves.Differing(now.Settings, earlier.Settings)[0];
            var (there, here) = (SettingLeaves.Text(earlier.Settings, name), SettingLeaves.Text(now.Settings, name));
            throw new UsageException($"--output {place}: has this table with {name} {there}, not {here}; name another folder");
        }
    }
}
