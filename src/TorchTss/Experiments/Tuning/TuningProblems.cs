using TorchTss.Metrics;
using TorchTss.Runtime;
using TorchTss.Schedules;
using static System.FormattableString;

namespace TorchTss.Experiments.Tuning;

/// <summary>What can be wrong with a search before any picture is looked at.</summary>
internal static class TuningProblems
{
    private const int MostSeeds = 1000;

    /// <summary>Every problem as <c>option: what is wrong; what to do</c>.</summary>
    /// <param name="tuner">What is asked for.</param>
    /// <param name="pictures">How many there are.</param>
    /// <param name="referenced">Whether each has an original.</param>
    /// <param name="folder">Where metrics look for their files.</param>
    public static IEnumerable<string> Of(Tuner tuner, int pictures, bool referenced, MetricFolder folder)
    {
        foreach (var problem in Deciding($"--metric {tuner.Metric}", "--metric", tuner.Metric)) yield return problem;
        foreach (var guard in tuner.Guards)
        {
            foreach (var problem in Deciding(Invariant($"--guard {guard.Metric}:{guard.Loss}"), "--guard", guard.Metric)) yield return problem;
        }
        foreach (var problem in Grids(tuner)) yield return problem;
        if (tuner.Eta < 2) yield return $"--eta {tuner.Eta}: every round keeps one part in so many; use 2 or more";
        if (tuner.First < 1) yield return $"--first {tuner.First}: the first round needs a picture; use 1 or more";
        if (tuner.Seeds is < 1 or > MostSeeds) yield return $"--seeds {tuner.Seeds}: every picture is restored once to {MostSeeds} times; use 1 to {MostSeeds}";
        if (!(tuner.Holdout is > 0 and < 1))
        {
            yield return Invariant($"--holdout {tuner.Holdout}: is the part of the pictures that the search does not see, ")
                + "between 0 and 1; use for instance 0.5";
        }
        if (pictures < HeldOutSplit.Least)
        {
            yield return $"{pictures} {(pictures == 1 ? "picture" : "pictures")}: a search needs two to fit on and two held out; "
                + $"give {HeldOutSplit.Least} or more";
        }

        IEnumerable<string> Deciding(string given, string option, string name)
        {
            IMetric? metric = null;
            if (UsageException.MessageOf(() => metric = Catalog<IMetric>.Create(name, option)) is { } unknown) yield return unknown;
            else if (metric is ISetMetric) yield return $"{given}: compares sets and gives single pictures no score; choose another metric";
            else if (metric!.Traits.NeedsReference && !referenced)
            {
                yield return $"{given}: compares with originals and not every picture has one; give --reference, or choose another metric";
            }
            else if (folder.Complaint(metric) is { } missing) yield return $"{given}: {missing}";
        }
    }

    private static IEnumerable<string> Grids(Tuner tuner)
    {
        foreach (var n in tuner.NGrid.Where(n => !TssProblems.IsPower(n))) yield return TssProblems.Power(Invariant($"--n-grid {n}"));
        foreach (var a in tuner.AGrid.Where(a => !TssProblems.IsTransition(a))) yield return TssProblems.Transition(Invariant($"--a-grid {a}"));
        if (tuner.NGrid.Count == 0) yield return "--n-grid: has no values; give for instance --n-grid 1,1.4,1.8";
        else if (tuner.NGrid.All(n => n == 1)) yield return "--n-grid 1: n = 1 is uniform sampling whatever a is; add a value above 1";
        if (tuner.AGrid.Count == 0) yield return "--a-grid: has no values; give for instance --a-grid 0.3,0.5,0.7";
        ITimeWarp? warp = null;
        if (UsageException.MessageOf(() => warp = TimeWarps.Create(tuner.Base.Tss.Warp)) is { } complaint) yield return complaint;
        else if (warp is not { UsesPower: true, UsesTransition: true })
        {
            yield return $"--warp {tuner.Base.Tss.Warp}: does not depend on both n and a, which are what is searched for; use polynomial";
        }
    }
}
