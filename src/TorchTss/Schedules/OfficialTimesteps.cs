namespace TorchTss.Schedules;

/// <summary>Timestep lists exactly as the official samplers make them, for baselines and comparisons; TSS never uses them.</summary>
internal static class OfficialTimesteps
{
    /// <summary>The coefficient indices of StableSR's DDIM, largest first: i·⌊1000/N⌋, i = N−1..0.</summary>
    /// <remarks>ldm's grid without its + 1; paired by position with network timesteps of another grid (<see cref="Grids.RespacedGrid"/>).</remarks>
    public static IReadOnlyList<int> StableSrDdimCoefficients(int steps) =>
        [.. Enumerable.Range(0, steps).Select(k => (steps - 1 - k) * (1000 / steps))];
}
