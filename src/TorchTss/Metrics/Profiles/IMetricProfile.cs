using TorchTss.Runtime;

namespace TorchTss.Metrics.Profiles;

/// <summary>What a metric's bare name stands for: libraries and papers mean different things by "PSNR".</summary>
internal interface IMetricProfile
{
    /// <summary>The specification that a name stands for; the name itself where the profile says nothing of it.</summary>
    /// <param name="metric">A name without settings.</param>
    /// <param name="scale">The enlargement of the pictures that are judged; null when it is not known.</param>
    /// <exception cref="UsageException">The profile needs the scale for this metric.</exception>
    string Specification(string metric, double? scale);
}
