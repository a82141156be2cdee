using TorchTss.Experiments.Frequency;
using TorchTss.Experiments.Results;
using static System.FormattableString;

namespace TorchTss.Cli;

/// <summary>Says what an analysis will cost, runs it with a line per run, and writes its tables and pictures.</summary>
internal sealed class AnalysisConsole(TextWriter to, TextWriter error)
{
    private const string Results = "results.sqlite";

    /// <summary>0 when every run is there, 1 when one could not be made, 130 when interrupted.</summary>
    public int Run(FrequencyPlan plan, string folder, string command, bool dryRun, CancellationToken cancellation)
    {
        foreach (var notice in plan.Notices) to.WriteLine($"note: {notice}");
        var results = Path.Combine(folder, Results);
        Describe(plan, Missing(plan, results));
        if (dryRun) return 0;
        OutputFolder.Prepare(folder);
        using var file = ResultsFile.Open(results);
        var analysis = new FrequencyAnalysis(plan, file);
        analysis.WriteHead(command);
        try
        {
            var failed = FrequencyJobs.Missing(plan, file).Count == 0 ? 0 : Make(plan, analysis, cancellation);
            Write(plan, file, folder);
            if (failed > 0) error.WriteLine($"tss: {failed} runs could not be made and are missing in the tables; the reasons are above");
            return failed > 0 ? 1 : 0;
        }
        catch (OperationCanceledException)
        {
            to.WriteLine($"interrupted: what is finished stays in {results}; run the same command to continue");
            return RestoreRun.InterruptedCode;
        }
    }

    private static IReadOnlyList<IReadOnlyList<FrequencyJob>> Missing(FrequencyPlan plan, string results)
    {
        if (!File.Exists(results)) return FrequencyJobs.Missing(plan, null);
        using var file = ResultsFile.Read(results);
        new FrequencyAnalysis(plan, file).CheckHead();
        return FrequencyJobs.Missing(plan, file);
    }

    private void Describe(FrequencyPlan plan, IReadOnlyList<IReadOnlyList<FrequencyJob>> missing)
    {
        var request = plan.Request;
        to.WriteLine($"strategies {string.Join(", ", request.Strategies)}; "
            + $"{Count(plan.Inputs.Count, "picture")}, {Count(request.Seeds.Count, "seed")}");
        foreach (var group in plan.Runs.Where(r => r.Within).GroupBy(r => r.Steps))
        {
            to.WriteLine(Invariant($"  followed step by step: {group.Key} steps, {string.Join(", ", group.Select(r => r.Strategy).Distinct())}"));
        }
        if (request.Across.Count > 0)
        {
            to.WriteLine(Invariant($"  results of {string.Join(", ", request.Across)} steps against {request.ReferenceSteps} uniform ones"));
        }
        FrequencyJob[] jobs = [.. missing.SelectMany(m => m)];
        var (steps, again) = (jobs.Sum(j => (long)j.Cell.Run.Steps), jobs.Count(j => !j.Record));
        to.WriteLine(Invariant($"to do: {jobs.Length - again} of {plan.Cells.Count} runs, {steps} model steps"));
        if (again > 0) to.WriteLine(Invariant($"  {again} long runs among these are made again, to be compared with"));
    }

    private int Make(FrequencyPlan plan, FrequencyAnalysis analysis, CancellationToken cancellation)
    {
        using var resolver = SuperResolver.Open(plan.Request.Settings);
        return analysis.Run(resolver, new Lines(to, error), cancellation);
    }

    private void Write(FrequencyPlan plan, ResultsFile file, string folder)
    {
        var figures = FrequencyFigures.Of(plan, file);
        new FrequencyRows(file).Write(figures);
        var runs = FiguredRun.Of(plan);
        var (within, across) = (FrequencyMeans.ByImage(runs, figures.Within), FrequencyMeans.ByImage(runs, figures.Across));
        var comparisons = AcrossComparison.Of(across);
        var written = FrequencyFiles.Write(folder, figures.Remarks, within, across, comparisons);
        foreach (var remark in figures.Remarks) to.WriteLine(remark);
        FrequencyTable.Write(FrequencyMeans.Overall(within), comparisons, to);
        var plots = FrequencyPlots.Write(Path.Combine(folder, "plots"), FrequencyMeans.Overall(within), comparisons);
        var strips = PreviewStrips.Write(Path.Combine(folder, "previews"), plan, file);
        to.WriteLine(
            $"wrote {string.Join(", ", written.Append(Results))}, {Count(plots, "plot")} and {Count(strips, "strip")} of previews to {folder}");
    }

    private static string Count(int count, string word) => Invariant($"{count} {word}{(count == 1 ? "" : "s")}");

    /// <summary>A line per run with the time that is left, by steps.</summary>
    private sealed class Lines(TextWriter to, TextWriter error) : IProgress<FrequencyProgress>
    {
        private readonly DateTime _start = DateTime.UtcNow;
        private long _made;

        public void Report(FrequencyProgress value)
        {
            _made += value.Steps;
            var left = (DateTime.UtcNow - _start) / _made * value.StepsLeft;
            to.WriteLine(
                Invariant($"[{value.Done}/{value.Count}] {value.Setting.Label}  {value.Input.Name}  {value.Seconds:0.0} s, ")
                + $"{ExperimentConsole.Duration(left)} left");
            if (value.Failure is not null) error.WriteLine($"tss: {value.Input.Path}: {value.Failure}");
        }
    }
}
