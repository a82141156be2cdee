using System.Diagnostics;
using TorchTss.Experiments.Results;
using TorchTss.Imaging;
using TorchTss.Metrics;
using TorchTss.Runtime;

namespace TorchTss.Experiments;

/// <summary>How long an experiment will take on this machine, from one short trial run of its first cell.</summary>
/// <param name="Left">Cells that are not finished.</param>
/// <param name="Time">What they will take one after another; null when nothing is left.</param>
public sealed record ExperimentEstimate(int Left, TimeSpan? Time)
{
    private const int Short = 1, Longer = 3;        // steps: two runs tell the step from what is around it

    /// <summary>Tries and extrapolates: by steps and by pixels.</summary>
    /// <param name="plan">Without problems.</param>
    /// <param name="folder">Where metrics look for their files.</param>
    /// <param name="results">The results file; it may not be there yet.</param>
    /// <exception cref="UserException">A host or a metric that cannot be opened.</exception>
    public static ExperimentEstimate Of(ExperimentPlan plan, MetricFolder folder, string results)
    {
        var left = Missing(plan, results);
        if (left.Count == 0) return new ExperimentEstimate(0, null);
        var inputs = plan.Inputs.ToDictionary(i => i.Row.Id);
        var (first, seconds) = (left[0], 0.0);
        using var resolver = SuperResolver.Open(first.Setting.Settings);
        using var scorer = new CellScorer(plan.Panel, folder);
        var picture = ImageFile.Read(inputs[first.Input.Id].Source.Path);
        var original = inputs[first.Input.Id].Source.Reference is { } path ? ImageFile.Read(path) : null;
        resolver.Run(picture, Steps(Short));        // the first run of a process pays for much that later ones do not
        var around = resolver.Run(picture, Steps(Short)).Elapsed.TotalSeconds;
        var longer = resolver.Run(picture, Steps(Longer));
        var step = Math.Max(0, (longer.Elapsed.TotalSeconds - around) / (Longer - Short));
        around = Math.Max(0, around - step * Short);
        string[] names = [.. plan.Panel.Metrics.Select(m => m.Name)];
        scorer.Open(names, resolver.Compute.Device);
        var clock = Stopwatch.StartNew();
        scorer.Score(longer.Image, original, first.Input.Reference, names);
        around += clock.Elapsed.TotalSeconds;
        foreach (var cell in left)
        {
            var size = inputs[cell.Input.Id].Size;
            var pixels = (double)size.Width * size.Height / ((double)picture.Width * picture.Height);
            seconds += pixels * (around + step * cell.Setting.Settings.Steps!.Value);
        }
        return new ExperimentEstimate(left.Count, TimeSpan.FromSeconds(seconds));

        RunSettings Steps(int steps) => first.Setting.Settings with { Steps = steps };
    }

    /// <summary>The cells that a results file does not have yet.</summary>
    internal static IReadOnlyList<ExperimentCell> Missing(ExperimentPlan plan, string results)
    {
        if (!File.Exists(results)) return plan.Cells;
        using var file = ResultsFile.Read(results);
        var there = file.Cells().Select(c => c.Id).ToHashSet();
        return [.. plan.Cells.Where(c => !there.Contains(c.Id))];
    }
}
