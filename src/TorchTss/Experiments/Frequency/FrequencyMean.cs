namespace TorchTss.Experiments.Frequency;

/// <summary>A figure averaged: over the repetitions of one picture, or over pictures.</summary>
/// <param name="Image">The picture; null for the mean over all.</param>
/// <param name="Strategy">uniform, late-only, tds, …</param>
/// <param name="Steps">N.</param>
/// <param name="K">Iteration, 1 to N.</param>
/// <param name="T">Table index.</param>
/// <param name="Scope">all, smooth, medium or high.</param>
/// <param name="Band">low, mid or high.</param>
/// <param name="SnrDb">Mean of the dB values that are defined; null without any.</param>
/// <param name="SnrCount">How many these are.</param>
/// <param name="Noise">Mean amplitude.</param>
/// <param name="Delta">Mean change; null at the first iteration.</param>
/// <param name="Count">How many values the means are of.</param>
internal sealed record FrequencyMean(
    string? Image, string Strategy, int Steps, int K, double T, string Scope, string Band, double? SnrDb, int SnrCount, double Noise, double? Delta,
    int Count);
