namespace TorchTss.Imaging;

/// <summary>What Skia does with a picture's colour profile.</summary>
internal enum SkiaColors
{
    /// <summary>Nothing: the samples are sRGB already.</summary>
    AsStored,

    /// <summary>Converts 8-bit samples to sRGB.</summary>
    ToSrgb,

    /// <summary>Converts 16-bit samples to sRGB in half precision (a sixteenth of a grey level at worst) before rounding.</summary>
    ToSrgbFine,
}
