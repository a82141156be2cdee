using System.Globalization;
using TorchTss.Runtime;

namespace TorchTss.Experiments.Tuning;

/// <summary>A metric that a search must not pay with.</summary>
/// <param name="Metric">Its name, settings included.</param>
/// <param name="Loss">How much worse than uniform sampling its mean may be, 0 or more.</param>
public sealed record Guard(string Metric, double Loss)
{
    /// <summary>A guard from <c>psnr:0.2</c>; the number is behind the last colon.</summary>
    /// <exception cref="UsageException">Another form.</exception>
    public static Guard Parse(string text) =>
        text.LastIndexOf(':') is > 0 and var at
        && double.TryParse(text[(at + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture, out var loss) && double.IsFinite(loss) && loss >= 0
            ? new Guard(text[..at], loss)
            : throw new UsageException($"--guard {text}: this is not a metric and how much of it may be lost; for instance --guard psnr:0.2");
}
