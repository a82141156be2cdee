using TorchTss.Experiments.Results;
using TorchTss.Metrics;
using TorchTss.Runtime;

namespace TorchTss.Experiments.Tuning;

/// <summary>How much a search can take at most.</summary>
/// <param name="Most">Runs, those that are finished included.</param>
/// <param name="Made">Runs of the first round that the results file has.</param>
/// <param name="Time">What the others take one after another at most.</param>
internal sealed record TuningEstimate(long Most, int Made, TimeSpan Time)
{
    /// <summary>Tries one picture shortly and extrapolates.</summary>
    /// <exception cref="UserException">A host or a metric that cannot be opened.</exception>
    public static TuningEstimate Of(TuningPlan plan, MetricFolder folder, string results)
    {
        var sample = plan.Part([Trial.Uniform(plan.Space.Spatial)], plan.Pictures, 1);
        var estimate = ExperimentEstimate.Of(sample, folder, results);
        var each = estimate.Time is { } time ? time / estimate.Left : Mean(results);
        var first = plan.Round(plan.Candidates, plan.Ladder[plan.Candidates.Count <= SuccessiveHalving.Few ? ^1 : 0]);
        var made = first.Count - ExperimentEstimate.Missing(first, results).Count;
        return new TuningEstimate(plan.Most, made, each * (plan.Most - made));
    }

    private static TimeSpan Mean(string results)
    {
        using var file = ResultsFile.Read(results);
        return TimeSpan.FromSeconds(file.Cells().Average(c => c.Seconds));
    }
}
