namespace TorchTss.Experiments.Frequency;

/// <summary>What was measured of one run against one reference: enough to class patches afterwards.</summary>
/// <param name="Pixels">H·W of the result.</param>
/// <param name="Reference">E_b(R).</param>
/// <param name="Variances">Of every patch, which decide on its class.</param>
/// <param name="Steps">E_b(X_k − R) of the steps that were looked at.</param>
internal sealed record RunSpectra(long Pixels, ScopeEnergies Reference, double[] Variances, IReadOnlyList<StepSpectrum> Steps);
