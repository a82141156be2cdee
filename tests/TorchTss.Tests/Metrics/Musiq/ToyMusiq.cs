using TorchTss.Metrics.Musiq;

namespace TorchTss.Tests.Metrics.Musiq;

/// <summary>A MUSIQ of toy width.</summary>
internal static class ToyMusiq
{
    public static MusiqConfig Config { get; } = new() { Width = 24, Hidden = 32, Heads = 2, Layers = 2, LongerSides = [64, 96] };
}
