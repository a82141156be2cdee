using TorchTss.Experiments.Results;
using TorchTss.Experiments.Statistics;

namespace TorchTss.Reports.Tables;

/// <summary>One row: a group's numbers.</summary>
/// <param name="Group">Which.</param>
/// <param name="Estimates">By column; null where nothing was scored.</param>
/// <param name="Pictures">How many have a finished run.</param>
/// <param name="Runs">Finished runs, seeds counted.</param>
/// <param name="Missing">Runs that are not finished, where it is known which there will be.</param>
/// <param name="Seconds">Per image; null without a finished run.</param>
/// <param name="SecondsPerStep">Mean over the iterations.</param>
internal sealed record ResultRow(
    ResultGroup Group, IReadOnlyList<Estimate?> Estimates, int Pictures, int Runs, int Missing, Interval? Seconds, double SecondsPerStep);
