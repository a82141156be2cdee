namespace TorchTss.Experiments.Frequency;

/// <summary>One band of one part of one step of one run.</summary>
/// <param name="Cell">Key of the run in the results file.</param>
/// <param name="K">Iteration, 1 to N.</param>
/// <param name="T">Table index that the network was told there; the mean over the part's positions where they differ.</param>
/// <param name="Scope">all, smooth, medium or high.</param>
/// <param name="Band">low, mid or high.</param>
/// <param name="SnrDb">In dB against the reference; null where the reference has nothing in the band.</param>
/// <param name="Noise">Root mean square of the residual in grey levels.</param>
/// <param name="Delta">Its change since the iteration before, negative for denoising; null at the first.</param>
internal sealed record FrequencyRow(string Cell, int K, double T, string Scope, string Band, double? SnrDb, double Noise, double? Delta);
