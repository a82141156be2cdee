using System.Diagnostics;
using System.Text.Json;
using TorchTss.Experiments.Results;
using TorchTss.Imaging;
using TorchTss.Runtime;

namespace TorchTss.Experiments.Frequency;

/// <summary>Makes the runs of an analysis and measures them; what the results file has already is kept, so running again continues.</summary>
internal sealed class FrequencyAnalysis(FrequencyPlan plan, ResultsFile file)
{
    private readonly SpectrumTable _spectra = new(file);

    /// <summary>Refuses a file whose measurements would not fit to these.</summary>
    /// <exception cref="UsageException">It holds an analysis that measured something else.</exception>
    public void CheckHead()
    {
        if (new FrequencyRows(file).Measured is { } other && other != plan.Measured)
        {
            throw new UsageException(
                $"{file.Path}: holds an analysis with {other}, and this one has {plan.Measured}; name another folder with --output");
        }
    }

    /// <summary>Says of a results file that it holds this analysis.</summary>
    /// <param name="command">The command that started it; null when a program did.</param>
    /// <exception cref="UsageException">It holds one that measured something else.</exception>
    public void WriteHead(string? command)
    {
        CheckHead();
        file.InOneTransaction(() =>
        {
            file.PutNote(FrequencyRows.MeasuredNote, plan.Measured);
            file.PutNote("title", "Frequency analysis");
            if (command is not null) file.PutNote("command", command);
            var baseline = new Dictionary<string, string> { [SamplingStrategies.Name] = plan.Request.Strategies[0] };
            file.PutNote("baseline", JsonSerializer.Serialize(baseline));
            file.Put(plan.Runs.Select(r => r.Setting));
            file.Put(plan.Inputs.Select(i => i.Row));
        });
    }

    /// <summary>Makes what is missing.</summary>
    /// <param name="resolver">The opened host.</param>
    /// <param name="progress">Told after every run.</param>
    /// <param name="cancellation">Ends it before the next iteration; what is finished stays.</param>
    /// <returns>Runs that could not be made.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public int Run(SuperResolver resolver, IProgress<FrequencyProgress>? progress = null, CancellationToken cancellation = default)
    {
        var groups = FrequencyJobs.Missing(plan, file);
        var tally = new Tally(groups, progress);
        var options = plan.Request.Options;
        using var meter = new EnergyMeter(options.Bands, options.Patch, options.PatchFilter, options.Edges);
        foreach (var jobs in groups) RunGroup(jobs, resolver, meter, tally, cancellation);
        return tally.Failed;
    }

    /// <summary>The runs of one picture and one seed.</summary>
    private void RunGroup(IReadOnlyList<FrequencyJob> jobs, SuperResolver resolver, EnergyMeter meter, Tally tally, CancellationToken cancellation)
    {
        LongRun? reference = null;
        try
        {
            foreach (var job in jobs)
            {
                cancellation.ThrowIfCancellationRequested();
                var clock = Stopwatch.StartNew();
                string? failure = null;
                try
                {
                    if (job.Cell.Run.Across && reference is null) failure = "the long run that its result is compared with could not be made";
                    else Make(job, resolver, meter, ref reference, cancellation);
                }
                catch (UserException e) when (e is not UsageException)
                {
                    failure = e.Message;
                }
                if (failure is not null) file.PutFailure(job.Cell.Id, job.Cell.Run.Setting.Id, job.Cell.Input.Row.Id, failure);
                tally.Add(job, clock.Elapsed, failure);
            }
        }
        finally
        {
            reference?.Dispose();
        }
    }

    private void Make(FrequencyJob job, SuperResolver resolver, EnergyMeter meter, ref LongRun? reference, CancellationToken cancellation)
    {
        var (run, cell, source) = (job.Cell.Run, job.Cell.Cell, job.Cell.Input.Source);
        var input = ImageFile.Read(source.Path);
        var original = source.Reference is null ? null : ImageFile.Read(source.Reference);
        using var watch = new RunMeter(meter, plan.Request.Options, run.Within && job.Record, original, cancellation);
        var result = resolver.Run(input, run.Setting.Settings, new SeededNoise(run.Seed, run.Setting.Settings.Sample), progress: null, watch.Watch, cancellation);
        var across = run.Across ? watch.Against(reference!) : null;
        if (job.Record)
        {
            file.InOneTransaction(() =>
            {
                _spectra.Replace(cell.Id);
                file.Put(CellRow.Of(cell, result, watch.Watched, resolver), watch.Steps(result.Steps), result.Image);
                if (watch.Within is { } within) _spectra.Put(cell.Id, SpectrumKind.Within, within);
                if (across is not null) _spectra.Put(cell.Id, SpectrumKind.Across, across);
                InputPictures.Keep(file, cell, input, original, result.Frame, resolver.Profile);
            });
        }
        if (run.IsLong) reference = watch.Take();
    }

    /// <summary>What has been done and what is left.</summary>
    private sealed class Tally(IReadOnlyList<IReadOnlyList<FrequencyJob>> groups, IProgress<FrequencyProgress>? progress)
    {
        private readonly int _count = groups.Sum(g => g.Count);
        private long _stepsLeft = groups.Sum(g => g.Sum(j => (long)j.Cell.Run.Steps));
        private int _done;

        public int Failed { get; private set; }

        public void Add(FrequencyJob job, TimeSpan elapsed, string? failure)
        {
            var run = job.Cell.Run;
            (_done, _stepsLeft) = (_done + 1, _stepsLeft - run.Steps);
            if (failure is not null) Failed++;
            progress?.Report(new(_done, _count, _stepsLeft, run.Steps, run.Setting, job.Cell.Input.Row, elapsed.TotalSeconds, failure));
        }
    }
}
