using System.CommandLine;
using TorchTss.Metrics;
using TorchTss.Metrics.Profiles;
using TorchTss.Runtime;

namespace TorchTss.Cli;

/// <summary><c>tss metrics</c>: scores pictures that exist.</summary>
internal static class MetricsCommand
{
    private const string DefaultProfile = "pyiqa";

    public static (Command Command, IReadOnlyList<OptionGroup> Groups) Create()
    {
        var paths = new Argument<string[]>("PATH")
        {
            Arity = ArgumentArity.ZeroOrMore,
            Description = "pictures to judge: files, folders or patterns",
        };
        var reference = OptionParsing.Text("--reference", "DIR|FILE", "the originals, of the same names as the pictures; or one for one picture");
        var metrics = OptionParsing.Text("--metrics", "NAME,…",
            $"which, with their settings as NAME:key=value,… (default {MetricsRequest.Unreferenced}; with --reference {MetricsRequest.Referenced})");
        var profile = OptionParsing.Text("--profile", "NAME", $"what bare names stand for: {Names<IMetricProfile>()} (default {DefaultProfile})");
        var scale = OptionParsing.Real("--scale", "X", "the enlargement of the pictures: --profile basicsr cuts off a border as wide");
        var csv = OptionParsing.Text("--csv", "FILE", "write a table of image, metric, value with rows for mean, low and high");
        var json = OptionParsing.Text("--json", "FILE", "write everything: settings, scores, means, what went wrong");
        var list = OptionParsing.Flag("--list", "show every metric: direction, range, needs, and whether its files are there");
        var weights = OptionParsing.Text("--metric-weights", "DIR",
            $"where metrics find weights that do not ship (default: {MetricFolder.Variable} of the environment)");
        var device = OptionParsing.Text("--device", "NAME", $"auto, cpu, cuda or cuda:N (default {new RunSettings().Device})");
        IReadOnlyList<OptionGroup> groups =
        [
            new("Judging", [reference, metrics, profile, scale]),
            new("Results", [csv, json, list]),
            new("Machine", [weights, device]),
        ];
        var command = new Command("metrics", "Score pictures, with a 95 % interval of the mean.") { paths };
        foreach (var option in groups.SelectMany(g => g.Options)) command.Add(option);
        command.SetAction((parsed, cancellation) =>
        {
            UnknownOptions.Refuse(parsed.GetValue(paths)!, groups);
            var (to, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            var folder = new MetricFolder(parsed.GetValue(weights));
            if (parsed.GetValue(list))
            {
                MetricListing.Write(folder, to);
                return Task.FromResult(0);
            }
            var request = new MetricsRequest
            {
                Paths = parsed.GetValue(paths)!,
                Reference = parsed.GetValue(reference),
                Metrics = parsed.GetValue(metrics),
                Profile = parsed.GetValue(profile) ?? DefaultProfile,
                Scale = parsed.GetValue(scale),
                Csv = parsed.GetValue(csv),
                Json = parsed.GetValue(json),
                Folder = folder,
                Compute = Compute.Choose(parsed.GetValue(device) ?? new RunSettings().Device, "fp32"),
            };
            return Task.FromResult(request.Run(to, error, cancellation));
        });
        return (command, groups);
    }

    /// <summary>What the options choose from, for <c>--help</c>.</summary>
    public static void Catalogues(TextWriter to)
    {
        HelpPage.Catalogue<IMetric>(to, "Metrics (--metrics NAME:key=value,…)");
        HelpPage.Catalogue<IMetricProfile>(to, "Profiles (--profile)");
    }

    private static string Names<T>() where T : class => string.Join(", ", Catalog<T>.Entries.Select(e => e.Name));
}
