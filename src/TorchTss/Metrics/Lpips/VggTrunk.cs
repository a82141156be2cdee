using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchTss.Metrics.Lpips.TrunkLayer;

namespace TorchTss.Metrics.Lpips;

/// <summary>VGG16 without batch normalisation (Simonyan and Zisserman 2015), torchvision's <c>vgg16</c>.</summary>
internal static class VggTrunk
{
    public static LpipsTrunk Trunk { get; } = new()
    {
        Title = "VGG16",
        File = new("vgg16.safetensors", "torchvision's VGG16 as safetensors, from vgg16-397923af.pth "
            + "of 553.4 MB, whose SHA-256 begins 397923af; only its features are read", 58.9, Official: "vgg16-397923af.pth"),
        Heads = new("lpips_vgg.safetensors", "linear heads of LPIPS v0.1 for VGG16", 0.006, Ships: true),
        Taps = [64, 128, 256, 512, 512],
        SmallestSide = 16,
        Slices =
        [
            [Conv3(3, 64), Relu, Conv3(64, 64), Relu],
            [Pool(2), Conv3(64, 128), Relu, Conv3(128, 128), Relu],
            [Pool(2), Conv3(128, 256), Relu, Conv3(256, 256), Relu, Conv3(256, 256), Relu],
            [Pool(2), Conv3(256, 512), Relu, Conv3(512, 512), Relu, Conv3(512, 512), Relu],
            [Pool(2), Conv3(512, 512), Relu, Conv3(512, 512), Relu, Conv3(512, 512), Relu],
        ],
    };

    private static Func<Module<Tensor, Tensor>> Conv3(int input, int output) => Conv(input, output, 3, padding: 1);
}
