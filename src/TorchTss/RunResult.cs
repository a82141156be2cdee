using TorchTss.Hosts;
using TorchTss.Imaging;

namespace TorchTss;

/// <summary>A restored picture and how it came about.</summary>
/// <param name="Image">The result.</param>
/// <param name="Frame">Input and enlarged picture.</param>
/// <param name="Settings">The settings with every default filled in.</param>
/// <param name="Steps">One entry per denoising iteration.</param>
/// <param name="Elapsed">The whole run, encoding and decoding included.</param>
public sealed record RunResult(Image8 Image, Frame Frame, RunSettings Settings, IReadOnlyList<StepReport> Steps, TimeSpan Elapsed)
{
    /// <summary>Mean seconds per denoising iteration; 0 where there was none.</summary>
    public double SecondsPerStep => Steps.Count == 0 ? 0 : Steps.Average(s => s.Elapsed.TotalSeconds);
}
