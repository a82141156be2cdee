namespace TorchTss.Experiments.Frequency;

/// <summary>What the analysis says of one band of one part of a picture.</summary>
/// <param name="Scope">all, smooth, medium or high: the whole picture, or its patches of a class.</param>
/// <param name="Band">low, mid or high.</param>
/// <param name="SnrDb">In dB, at most 100; NaN where the reference has nothing in the band.</param>
/// <param name="Noise">Root mean square of the residual in grey levels.</param>
internal sealed record BandFigure(string Scope, string Band, double SnrDb, double Noise);
