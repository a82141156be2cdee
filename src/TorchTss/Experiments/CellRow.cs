using TorchTss.Experiments.Results;

namespace TorchTss.Experiments;

/// <summary>A finished run as the results file keeps it.</summary>
internal static class CellRow
{
    private static readonly string _version = typeof(CellRow).Assembly.GetName().Version!.ToString(3);

    /// <summary>The row of a cell, finished now.</summary>
    /// <param name="cell">What was made.</param>
    /// <param name="result">What came out.</param>
    /// <param name="watched">Time that was spent looking, not restoring.</param>
    /// <param name="resolver">Where it ran.</param>
    public static ResultCell Of(ExperimentCell cell, RunResult result, TimeSpan watched, SuperResolver resolver) => new(
        cell.Id, cell.Setting.Id, cell.Input.Id, DateTime.UtcNow, (result.Elapsed - watched).TotalSeconds, result.SecondsPerStep,
        Picture: null, _version, resolver.Compute.ToString());
}
