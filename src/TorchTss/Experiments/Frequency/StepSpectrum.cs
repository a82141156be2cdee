namespace TorchTss.Experiments.Frequency;

/// <summary>One step against the reference.</summary>
/// <param name="K">1 to N.</param>
/// <param name="Timesteps">Mean table index of the whole picture and of every patch; all the same without SDS.</param>
/// <param name="Residual">E_b(X_k − R).</param>
internal sealed record StepSpectrum(int K, double[] Timesteps, ScopeEnergies Residual);
