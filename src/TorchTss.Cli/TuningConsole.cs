using System.Globalization;
using TorchTss.Experiments;
using TorchTss.Experiments.Results;
using TorchTss.Experiments.Tuning;
using TorchTss.Metrics;
using static System.FormattableString;

namespace TorchTss.Cli;

/// <summary>Shows a search, runs it with a line per picture and per round, and prints the winner with what it is worth.</summary>
internal sealed class TuningConsole(TextWriter to, TextWriter error)
{
    /// <summary>0 when the search came to its end, 130 when interrupted.</summary>
    public int Run(TuningPlan plan, MetricFolder folder, ExperimentOptions options, string results, bool dryRun, CancellationToken cancellation)
    {
        options.Check();
        Describe(plan);
        var estimate = TuningEstimate.Of(plan, folder, results);
        var made = estimate.Made > 0 ? $", {estimate.Made} of them are there" : "";
        to.WriteLine($"to do: at most {estimate.Most} cells{made} and about {ExperimentConsole.Duration(estimate.Time / options.Jobs)}");
        if (dryRun) return 0;
        OutputFolder.Prepare(Path.GetDirectoryName(Path.GetFullPath(results))!, "--results");
        try
        {
            Print(plan, new TuningRun(plan, folder, options, results, new Lines(to, error), cancellation).Run(), results);
            return 0;
        }
        catch (OperationCanceledException)
        {
            to.WriteLine($"interrupted: what is finished stays in {results}; run the same command to continue");
            return RestoreRun.InterruptedCode;
        }
    }

    private void Describe(TuningPlan plan)
    {
        foreach (var notice in plan.Notices) to.WriteLine($"note: {notice}");
        var (split, metrics) = (plan.Split, plan.Panel.Metrics);
        to.WriteLine($"tuning {plan.Tuner.Metric}, {(plan.Traits.Better == Better.Lower ? "lower" : "higher")} is better: "
            + $"{plan.Candidates.Count} candidates at {plan.Steps} steps, {split.Fitting.Count} pictures to fit on, {split.HeldOut.Count} held out");
        to.WriteLine($"  n            {Listed(plan.Space.N)}");
        to.WriteLine($"  a            {Listed(plan.Space.A)}");
        to.WriteLine($"  metrics      {string.Join(", ", metrics.Select(m => m.Name))}");
        foreach (var guard in plan.Tuner.Guards)
        {
            to.WriteLine(Invariant($"  guard        {guard.Metric} may be {guard.Loss} worse than with uniform sampling"));
        }
    }

    private void Print(TuningPlan plan, TuningResult result, string results)
    {
        if (result.Winner is { } winner)
        {
            to.WriteLine();
            to.WriteLine($"the winner, {winner}, on the {result.Split.HeldOut.Count} held-out pictures "
                + "(means, then winner minus the other picture by picture: difference, 95 % interval, wins-losses; * when the interval excludes 0)");
            Table(plan, result.HeldOut);
            to.WriteLine();
            to.WriteLine($"the same on the {result.Split.Fitting.Count} fitting pictures: optimistic, the winner was chosen on them");
            Table(plan, result.Fitting);
            to.WriteLine();
            foreach (var edge in result.Edges) to.WriteLine($"note: {edge}");
            to.WriteLine($"options: {winner.Options}");
            to.WriteLine($"tss.json in the folder of the weights: {winner.Defaults}");
        }
        foreach (var sentence in TuningVerdict.Of(result)) to.WriteLine(sentence);
        to.WriteLine($"results are in {results}; tss report {results} -o report.html makes the page");
    }

    private void Table(TuningPlan plan, IReadOnlyList<TuningComparison> comparisons)
    {
        ResultMetric[] metrics = [.. plan.Panel.Rows.Where(m => comparisons.Any(c => c.Metric == m.Name))];
        SummaryTable.Write(to, ["", .. metrics.Select(SummaryTable.Heading)],
        [
            Row("uniform", TuningComparison.Uniform, (c, m) => SummaryTable.Score(c.Baseline, m)),
            Row("host's own ranges", TuningComparison.Default, (c, m) => SummaryTable.Score(c.Baseline, m)),
            Row("winner", TuningComparison.Uniform, (c, m) => SummaryTable.Score(c.Winner, m)),
            Row("winner - uniform", TuningComparison.Uniform, (c, m) => SummaryTable.Difference(c.Paired, m)),
            Row("winner - host's own", TuningComparison.Default, (c, m) => SummaryTable.Difference(c.Paired, m)),
        ]);

        string[] Row(string title, string against, Func<TuningComparison, ResultMetric, string> text) =>
            [title, .. metrics.Select(m => text(comparisons.Single(c => c.Against == against && c.Metric == m.Name), m))];
    }

    private static string Listed(IEnumerable<double> values) => string.Join(", ", values.Select(v => v.ToString(CultureInfo.InvariantCulture)));

    /// <summary>A line per round, and within a round a line per picture with the time that the round still needs.</summary>
    private sealed class Lines(TextWriter to, TextWriter error) : IProgress<TuningProgress>
    {
        private ExperimentConsole.Lines _cells = new(to, error);

        public void Report(TuningProgress value)
        {
            if (value.Cell is { } cell)
            {
                _cells.Report(cell);
                return;
            }
            to.WriteLine(value.Text);
            _cells = new ExperimentConsole.Lines(to, error);
        }
    }
}
