using TorchTss.Checkpoints;
using TorchTss.Metrics.ClipIqa;

namespace TorchTss.Tests.Metrics.ClipIqa;

/// <summary>A CLIP of toy width with the real vocabulary.</summary>
internal static class ToyClip
{
    public static ClipConfig Config { get; } = new()
    {
        Features = 24,
        Resolution = 64,
        Layers = [1, 2, 1, 1],
        Width = 8,
        TextWidth = 16,
        TextHeads = 2,
        TextLayers = 2,
    };

    public static Clip Filled() => ClosedForm.Filled(MetaDevice.Build(() => new Clip(Config)));
}
