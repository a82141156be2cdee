namespace TorchTss.Schedules.Grids;

/// <summary>Schedules that are given as noise levels, as fractional timesteps.</summary>
internal static class SigmaSteps
{
    /// <summary>N timesteps from the noisiest of the table to the cleanest.</summary>
    /// <param name="table">A σ becomes a timestep by the inverse of its log-linear interpolation, so that it comes out as it went in.</param>
    /// <param name="steps">N; a single step is the noisiest.</param>
    /// <param name="sigma">σ of step k, asked for 0 &lt; k &lt; N−1: a root and its power would miss the ends by one unit in the last place.</param>
    public static IReadOnlyList<double> Between(NoiseTable table, int steps, Func<int, double> sigma) =>
        [.. Enumerable.Range(0, steps).Select(k => k == 0 ? table.Count - 1 : k == steps - 1 ? 0 : table.TimestepOf(sigma(k)))];

    /// <summary>k/(N−1): how far step k is on the way; 0 where there is one step.</summary>
    public static double Way(int k, int steps) => steps == 1 ? 0 : (double)k / (steps - 1);
}
