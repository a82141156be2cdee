namespace TorchTss.Metrics.Lpips;

/// <summary>The networks whose features LPIPS compares.</summary>
internal enum LpipsNet
{
    /// <summary>AlexNet: five taps; the usual one.</summary>
    Alex,

    /// <summary>VGG16 without batch normalisation: five taps.</summary>
    Vgg,

    /// <summary>SqueezeNet 1.1: seven taps, the smallest file.</summary>
    Squeeze,
}
