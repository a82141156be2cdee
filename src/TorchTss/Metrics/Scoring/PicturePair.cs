namespace TorchTss.Metrics.Scoring;

/// <summary>A picture file to judge, with the file that it is compared with.</summary>
/// <param name="Image">The picture.</param>
/// <param name="Reference">Its original; null without one.</param>
internal sealed record PicturePair(string Image, string? Reference);
