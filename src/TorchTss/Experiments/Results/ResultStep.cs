namespace TorchTss.Experiments.Results;

/// <summary>One iteration of a cell.</summary>
/// <param name="Index">k, from 0.</param>
/// <param name="LowestTimestep">Smallest table index of the map.</param>
/// <param name="HighestTimestep">Largest.</param>
/// <param name="Seconds">Wall time.</param>
/// <param name="Map">The timestep map as a grey picture file (black: lowest index of the map, white: highest); null without SDS or when not kept.</param>
/// <param name="Preview">The decoded x̂0 as a picture file; null when not kept.</param>
public sealed record ResultStep(int Index, double LowestTimestep, double HighestTimestep, double Seconds, byte[]? Map, byte[]? Preview);
