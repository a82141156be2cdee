using static TorchTss.Metrics.Lpips.TrunkLayer;

namespace TorchTss.Metrics.Lpips;

/// <summary>AlexNet of one column (Krizhevsky 2014), torchvision's <c>alexnet</c>.</summary>
internal static class AlexTrunk
{
    public static LpipsTrunk Trunk { get; } = new()
    {
        Title = "AlexNet",
        File = new("alexnet.safetensors", "torchvision's AlexNet as safetensors, from alexnet-owt-7be5be79.pth "
            + "of 244.4 MB, whose SHA-256 begins 7be5be79; only its features are read", 9.88, Official: "alexnet-owt-7be5be79.pth"),
        Heads = new("lpips_alex.safetensors", "linear heads of LPIPS v0.1 for AlexNet", 0.005, Ships: true),
        Taps = [64, 192, 384, 256, 256],
        SmallestSide = 31,
        Slices =
        [
            [Conv(3, 64, 11, stride: 4, padding: 2), Relu],
            [Pool(3), Conv(64, 192, 5, padding: 2), Relu],
            [Pool(3), Conv(192, 384, 3, padding: 1), Relu],
            [Conv(384, 256, 3, padding: 1), Relu],
            [Conv(256, 256, 3, padding: 1), Relu],
        ],
    };
}
