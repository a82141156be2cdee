namespace TorchTss.Metrics.Pixels;

/// <summary>What is compared of two pictures.</summary>
internal enum PictureChannel
{
    /// <summary>All three colours.</summary>
    Rgb,

    /// <summary>Luma.</summary>
    Y,
}
