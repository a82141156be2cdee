namespace TorchTss.Metrics;

/// <summary>A measure of picture quality: what is known of it before anything is loaded.</summary>
/// <remarks>A metric is an <see cref="IImageMetric"/> or an <see cref="ISetMetric"/>. Pictures are judged as saved: 8 bits, RGB.</remarks>
public interface IMetric
{
    /// <summary>Direction, range, needs.</summary>
    MetricTraits Traits { get; }

    /// <summary>The files it reads, for the settings that it was made with; empty when it needs none.</summary>
    IReadOnlyList<MetricFile> Files => [];

    /// <summary>Why a picture of this size cannot be scored, as the second half of a sentence: "niqe needs two 96x96 blocks"; null when it can.</summary>
    /// <param name="width">W in pixels.</param>
    /// <param name="height">H in pixels.</param>
    string? Unfit(int width, int height) => Math.Min(width, height) >= Traits.SmallestSide ? null
        : $"{Traits.Title} needs {Traits.SmallestSide} pixels or more on each side";
}
