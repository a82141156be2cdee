namespace TorchTss;

/// <summary>One denoising iteration, as reported while it runs and afterwards.</summary>
/// <param name="Index">k, from 0.</param>
/// <param name="Count">N.</param>
/// <param name="TimestepMinimum">Smallest timestep of the map, a 0-based table index.</param>
/// <param name="TimestepMaximum">Largest timestep of the map; equal to the smallest without SDS.</param>
/// <param name="Elapsed">Wall time of the iteration.</param>
public sealed record StepReport(int Index, int Count, double TimestepMinimum, double TimestepMaximum, TimeSpan Elapsed);
