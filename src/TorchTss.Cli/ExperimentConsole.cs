using System.Globalization;
using TorchTss.Experiments;
using TorchTss.Experiments.Results;
using TorchTss.Metrics;
using TorchTss.Reports;
using TorchTss.Reports.Data;
using static System.FormattableString;

namespace TorchTss.Cli;

/// <summary>Shows a plan, runs it with a line per cell, and prints the tables.</summary>
internal sealed class ExperimentConsole(TextWriter to, TextWriter error)
{
    /// <summary>0 when every cell is there, 1 when one could not be made, 130 when interrupted.</summary>
    /// <param name="plan">What to run.</param>
    /// <param name="folder">Where metrics look for their files.</param>
    /// <param name="options">Jobs, what is kept.</param>
    /// <param name="results">The results file.</param>
    /// <param name="dryRun">Only say what would be done.</param>
    /// <param name="cancellation">What is finished stays.</param>
    /// <param name="page">Where the report goes; null: the user is told how to make one.</param>
    public int Run(
        ExperimentPlan plan, MetricFolder folder, ExperimentOptions options, string results, bool dryRun, CancellationToken cancellation,
        string? page = null)
    {
        options.Check();
        plan.Check();
        Describe(plan);
        var estimate = ExperimentEstimate.Of(plan, folder, results);
        to.WriteLine(Invariant($"to do: {estimate.Left} of {plan.Count} cells{(estimate.Time is { } time ? $", about {Duration(time / options.Jobs)}" : "")}"));
        if (dryRun) return 0;
        OutputFolder.Prepare(Path.GetDirectoryName(Path.GetFullPath(results))!, "--results");
        try
        {
            using var run = new ExperimentRun(plan, folder, options);
            var outcome = run.Run(results, new Lines(to, error), cancellation);
            Print(results, outcome.Failed < outcome.Count ? page : null);
            if (outcome.Failed > 0) error.WriteLine($"tss: {outcome.Failed} of {outcome.Count} cells could not be made; the reasons are above and in the report");
            return outcome.Failed > 0 ? 1 : 0;
        }
        catch (OperationCanceledException)
        {
            to.WriteLine($"interrupted: what is finished stays in {results}; run the same command to continue");
            return RestoreRun.InterruptedCode;
        }
    }

    /// <summary>The tables of a results file.</summary>
    private void Print(string results, string? page)
    {
        using var file = ResultsFile.Read(results);
        to.WriteLine();
        var summary = ResultsSummary.Of(file);
        SummaryTable.Write(summary, to, PaperNote.Read(file));
        SummaryTable.WriteComparisons(summary, to);
        to.WriteLine();
        if (page is null)
        {
            to.WriteLine($"results are in {results}; tss report {results} -o report.html makes the page");
            return;
        }
        foreach (var remark in Report.Write(results, page).Remarks) to.WriteLine($"note: {remark}");
        to.WriteLine($"results are in {results}, the page is {page}");
    }

    private void Describe(ExperimentPlan plan)
    {
        foreach (var notice in plan.Notices) to.WriteLine($"note: {notice}");
        to.WriteLine(Invariant($"{plan.Experiment.Title}: {plan.Settings.Count} settings x {plan.Inputs.Count} pictures, {plan.Count} cells, {plan.Steps} steps"));
        foreach (var axis in plan.Experiment.Axes) to.WriteLine($"  {axis.Name,-12} {string.Join(", ", axis.Values.Select(v => v.Text))}");
        to.WriteLine($"  {"metrics",-12} {string.Join(", ", plan.Panel.Metrics.Select(m => m.Name))}");
    }

    /// <summary>"40 s", "12 min", "3.5 h".</summary>
    internal static string Duration(TimeSpan time) => time switch
    {
        { TotalSeconds: < 90 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, time.TotalSeconds):0} s"),
        { TotalMinutes: < 90 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0.0} h"),
    };

    /// <summary>A line per cell with the time that is left.</summary>
    internal sealed class Lines(TextWriter to, TextWriter error) : IProgress<ExperimentProgress>
    {
        private readonly DateTime _start = DateTime.UtcNow;
        private int _first = -1;

        public void Report(ExperimentProgress value)
        {
            if (_first < 0) _first = value.Done - 1;
            var left = (DateTime.UtcNow - _start) / (value.Done - _first) * (value.Count - value.Done);
            to.WriteLine(Invariant($"[{value.Done}/{value.Count}] {value.Setting.Label}  {value.Input.Name}  {value.Seconds:0.0} s, {Duration(left)} left"));
            if (value.Failure is not null) error.WriteLine($"tss: {value.Failure}");
        }
    }
}
