namespace TorchTss.Experiments.Frequency;

/// <summary>One band of one part of a result, against the result of the long uniform run.</summary>
/// <param name="Cell">Key of the run in the results file.</param>
/// <param name="Scope">all, smooth, medium or high.</param>
/// <param name="Band">low, mid or high.</param>
/// <param name="SnrDb">In dB; null where the long run's result has nothing in the band.</param>
/// <param name="Noise">Root mean square of the difference in grey levels.</param>
internal sealed record AcrossRow(string Cell, string Scope, string Band, double? SnrDb, double Noise);
