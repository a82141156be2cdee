using static TorchTss.Metrics.Lpips.TrunkLayer;

namespace TorchTss.Metrics.Lpips;

/// <summary>SqueezeNet 1.1 (Iandola et al. 2016), torchvision's <c>squeezenet1_1</c>: the first convolution is not padded, pools round up.</summary>
internal static class SqueezeTrunk
{
    public static LpipsTrunk Trunk { get; } = new()
    {
        Title = "SqueezeNet 1.1",
        File = new("squeezenet1_1.safetensors", "torchvision's SqueezeNet 1.1 as safetensors, from squeezenet1_1-b8a52dc0.pth "
            + "of 5 MB, whose SHA-256 begins b8a52dc0; only its features are read", 2.89, Official: "squeezenet1_1-b8a52dc0.pth"),
        Heads = new("lpips_squeeze.safetensors", "linear heads of LPIPS v0.1 for SqueezeNet 1.1", 0.01, Ships: true),
        Taps = [64, 128, 256, 384, 384, 512, 512],
        SmallestSide = 17,
        Slices =
        [
            [Conv(3, 64, 3, stride: 2), Relu],
            [Pool(3, ceil: true), Fire(64, 16, 64), Fire(128, 16, 64)],
            [Pool(3, ceil: true), Fire(128, 32, 128), Fire(256, 32, 128)],
            [Pool(3, ceil: true), Fire(256, 48, 192)],
            [Fire(384, 48, 192)],
            [Fire(384, 64, 256)],
            [Fire(512, 64, 256)],
        ],
    };
}
