using System.Diagnostics;
using System.Runtime.ExceptionServices;
using TorchSharp;
using TorchTss.Experiments.Results;
using TorchTss.Metrics;
using TorchTss.Runtime;

namespace TorchTss.Experiments;

/// <summary>Runs a plan into a results file. What is there already is kept, so running again continues; several processes may share the file.</summary>
public sealed class ExperimentRun(ExperimentPlan plan, MetricFolder folder, ExperimentOptions options) : IDisposable
{
    private static readonly TimeSpan _wait = TimeSpan.FromSeconds(1);

    private readonly MetricPanel _panel = plan.Panel;
    private readonly Dictionary<string, PlannedInput> _inputs = plan.Inputs.ToDictionary(i => i.Row.Id);
    private readonly ReaderWriterLockSlim _loading = new();
    private readonly Lock _gate = new();
    private int _made, _kept, _failed;

    /// <summary>Makes every cell that is missing.</summary>
    /// <param name="path">The results file; created where there is none.</param>
    /// <param name="progress">Told after every cell, from the thread that made it.</param>
    /// <param name="cancellation">Ends the run before the next iteration; what is finished stays.</param>
    /// <exception cref="UsageException">A plan with problems.</exception>
    /// <exception cref="UserException">A results file that cannot be used, a host that cannot be opened.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public ExperimentOutcome Run(string path, IProgress<ExperimentProgress>? progress = null, CancellationToken cancellation = default)
    {
        plan.Check();
        options.Check();
        using (var file = ResultsFile.Open(path)) WriteHead(file);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var queue = new CellQueue(plan.Cells);
        var threads = torch.get_num_threads();
        if (options.Jobs > 1) torch.set_num_threads(Math.Max(1, threads / options.Jobs));
        try
        {
            Exception?[] ends = new Exception?[options.Jobs];
            Thread[] workers = [.. Enumerable.Range(0, options.Jobs).Select(i => new Thread(() => ends[i] = Work(path, queue, progress, stop)))];
            foreach (var worker in workers) worker.Start();
            foreach (var worker in workers) worker.Join();
            // A defect says more than the cancelling that it caused in the others.
            if (ends.OfType<Exception>().MinBy(e => e is OperationCanceledException) is { } end) ExceptionDispatchInfo.Throw(end);
        }
        finally
        {
            if (options.Jobs > 1) torch.set_num_threads(threads);
        }
        return new ExperimentOutcome(plan.Count, _made, _kept, _failed);
    }

    /// <inheritdoc/>
    public void Dispose() => _loading.Dispose();

    private Exception? Work(string path, CellQueue queue, IProgress<ExperimentProgress>? progress, CancellationTokenSource stop)
    {
        try
        {
            using var file = ResultsFile.Open(path);
            using var scorer = new CellScorer(_panel, folder);
            var claims = new CellClaims(file);
            using var maker = new CellMaker(file, claims, scorer, options.Keep);
            while (queue.Take(out var again) is { } cell)
            {
                stop.Token.ThrowIfCancellationRequested();
                if (Missing(file, cell) is null) Report(cell, 0, null, progress, made: false);
                else if (claims.Take(cell.Id)) Do(cell, file, maker, claims, progress, stop.Token);
                else
                {
                    queue.PutBack(cell);
                    if (again) stop.Token.WaitHandle.WaitOne(_wait);
                }
            }
            return null;
        }
        catch (Exception e)
        {
            stop.Cancel();
            return e;
        }
    }

    private void Do(ExperimentCell cell, ResultsFile file, CellMaker maker, CellClaims claims,
        IProgress<ExperimentProgress>? progress, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var (failure, made) = (default(string), false);
        try
        {
            // Looked at again: another process may have finished it just before the claim.
            if (Missing(file, cell) is var (missing, picture))
            {
                made = true;
                if (!maker.IsOpen(cell.Setting.Settings, missing)) Alone(() => maker.Open(cell.Setting.Settings, missing));
                failure = Together(() =>
                {
                    if (picture is null) maker.Make(cell, _inputs[cell.Input.Id], missing, cancellation);
                    else maker.Score(cell, _inputs[cell.Input.Id], picture, missing);
                });
                if (failure is not null) file.PutFailure(cell.Id, cell.Setting.Id, cell.Input.Id, failure);
            }
        }
        finally
        {
            claims.Release(cell.Id);
        }
        Report(cell, clock.Elapsed.TotalSeconds, failure, progress, made);
    }

    /// <summary>Loading builds modules on the meta device, which is then the default of the whole process: nobody may compute meanwhile.</summary>
    private void Alone(Action loading)
    {
        _loading.EnterWriteLock();
        try
        {
            loading();
        }
        finally
        {
            _loading.ExitWriteLock();
        }
    }

    /// <summary>Makes a cell beside others.</summary>
    /// <returns>What is wrong with this picture; the others go on.</returns>
    private string? Together(Action making)
    {
        _loading.EnterReadLock();
        try
        {
            making();
            return null;
        }
        catch (UserException e) when (e is not UsageException)
        {
            return e.Message;
        }
        finally
        {
            _loading.ExitReadLock();
        }
    }

    /// <summary>What a cell still lacks, with the picture to score where it is kept; null when it lacks nothing.</summary>
    private (IReadOnlyCollection<string> Metrics, string? Picture)? Missing(ResultsFile file, ExperimentCell cell)
    {
        string[] wanted = [.. _panel.Metrics.Select(m => m.Name)];
        if (file.Finished(cell.Id) is not var (picture, scored)) return (wanted, null);
        string[] missing = [.. wanted.Except(scored)];
        return missing.Length == 0 ? null : (missing, picture);
    }

    private void Report(ExperimentCell cell, double seconds, string? failure, IProgress<ExperimentProgress>? progress, bool made)
    {
        lock (_gate)
        {
            if (failure is not null) _failed++;
            else if (made) _made++;
            else _kept++;
            if (made) progress?.Report(new ExperimentProgress(_made + _kept + _failed, plan.Count, cell.Setting, cell.Input, seconds, failure));
        }
    }

    private void WriteHead(ResultsFile file) => file.InOneTransaction(() =>
    {
        var experiment = plan.Experiment;
        ExperimentBase.Keep(file, experiment.Base);
        file.PutNote("title", experiment.Title);
        if (options.Command is not null) file.PutNote("command", options.Command);
        if (experiment.Paper is not null) file.PutNote("paper", experiment.Paper);
        file.PutNote("baseline", System.Text.Json.JsonSerializer.Serialize(experiment.Baseline));
        file.Put(plan.Metrics);
        file.Put(plan.Settings);
        file.Put(plan.Inputs.Select(i => i.Row));
    });
}
