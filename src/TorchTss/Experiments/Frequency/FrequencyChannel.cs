namespace TorchTss.Experiments.Frequency;

/// <summary>What of a picture is analysed.</summary>
internal enum FrequencyChannel
{
    /// <summary>Y = 255·(0.299 R + 0.587 G + 0.114 B).</summary>
    Luma,

    /// <summary>R, G and B; their energies are added.</summary>
    Rgb,
}
