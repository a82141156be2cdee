namespace TorchTss.Metrics;

/// <summary>A file of weights or constants that a metric reads.</summary>
/// <param name="Name">Its name in the metrics folder, for instance <c>musiq_koniq.safetensors</c>.</param>
/// <param name="Contents">What it is, and where it comes from, in a few words: "MUSIQ trained on KonIQ-10k as safetensors, from pyiqa's
/// musiq_koniq_ckpt-e95806b9.pth".</param>
/// <param name="Megabytes">How large it is, about.</param>
/// <param name="Sha256">Of the official file that it is converted from, where it is known.</param>
/// <param name="Ships">Whether it comes with this program.</param>
/// <param name="Official">The name under which its makers publish it, in a format that is read as it is: <c>RN50.pt</c>; null: there is none.</param>
public sealed record MetricFile(
    string Name, string Contents, double Megabytes, string? Sha256 = null, bool Ships = false, string? Official = null);
