namespace TorchTss.Experiments.Frequency;

/// <summary>How busy a patch is.</summary>
internal enum TextureClass
{
    /// <summary>Variance up to the first threshold.</summary>
    Smooth,

    /// <summary>Up to the second.</summary>
    Medium,

    /// <summary>Above.</summary>
    High,
}
