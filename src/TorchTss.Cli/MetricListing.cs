using TorchTss.Metrics;
using TorchTss.Runtime;
using static System.FormattableString;

namespace TorchTss.Cli;

/// <summary><c>tss metrics --list</c>: what there is to judge with, and what is missing for it.</summary>
internal static class MetricListing
{
    private const int Indent = 16;

    public static void Write(MetricFolder folder, TextWriter to)
    {
        foreach (var entry in Catalog<IMetric>.Entries)
        {
            var metric = entry.Create([], entry.Name);
            to.WriteLine($"{entry.Name.PadRight(Indent)}{entry.Summary}");
            Line($"{(metric.Traits.Better == Better.Higher ? "higher" : "lower")} is better, {Range(metric.Traits)}; {Needs(metric)}");
            foreach (var file in metric.Files)
            {
                var state = folder.Find(file) is { } path ? $"found in {Path.GetDirectoryName(path)}" : $"missing: {file.Contents}";
                Line(Invariant($"{file.Name}, {file.Megabytes:0.###} MB{(file.Ships ? ", ships with the program" : "")}: {state}"));
            }
        }

        void Line(string text) => to.WriteLine($"{new string(' ', Indent)}{text}");
    }

    private static string Range(MetricTraits traits)
    {
        var unit = traits.Unit.Length > 0 ? $" {traits.Unit}" : "";
        return (double.IsFinite(traits.Minimum), double.IsFinite(traits.Maximum)) switch
        {
            (true, true) => Invariant($"{traits.Minimum:0.##} to {traits.Maximum:0.##}{unit}"),
            (true, false) => Invariant($"{traits.Minimum:0.##}{unit} or more"),
            (false, true) => Invariant($"{traits.Maximum:0.##}{unit} or less"),
            _ => $"any number{unit}",
        };
    }

    private static string Needs(IMetric metric)
    {
        var needs = metric is ISetMetric ? "compares a set of pictures with a set of originals"
            : metric.Traits.NeedsReference ? "needs a reference"
            : "needs no reference";
        return metric.Unfit(1, 1) is { } smallest ? $"{needs}; {smallest}" : needs;
    }
}
