namespace TorchTss.Metrics.Scoring;

/// <summary>What was found of one picture.</summary>
/// <param name="Pair">Which.</param>
/// <param name="Scores">By the metrics' names; without those that could not be computed.</param>
/// <param name="Complaints">One sentence for each thing that went wrong, with the file's name.</param>
internal sealed record PictureScores(PicturePair Pair, IReadOnlyDictionary<string, double> Scores, IReadOnlyList<string> Complaints);
