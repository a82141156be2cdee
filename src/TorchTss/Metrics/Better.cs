namespace TorchTss.Metrics;

/// <summary>Which way a metric improves.</summary>
public enum Better
{
    /// <summary>Larger is better: an upward arrow.</summary>
    Higher,

    /// <summary>Smaller is better: a downward arrow.</summary>
    Lower,
}
