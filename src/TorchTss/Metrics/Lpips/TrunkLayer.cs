using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Metrics.Lpips;

/// <summary>The layers that trunks are made of.</summary>
internal static class TrunkLayer
{
    /// <summary>The activation after every convolution. In place: nobody else sees what the convolution made.</summary>
    public static Func<Module<Tensor, Tensor>> Relu { get; } = () => ReLU(inplace: true);

    /// <summary>A convolution with bias.</summary>
    public static Func<Module<Tensor, Tensor>> Conv(int input, int output, int kernel, int stride = 1, int padding = 0) =>
        () => Conv2d(input, output, kernel, stride, padding);

    /// <summary>A maximum over squares, every second pixel.</summary>
    /// <param name="kernel">Side of the square.</param>
    /// <param name="ceil">Whether an incomplete last square counts.</param>
    public static Func<Module<Tensor, Tensor>> Pool(int kernel, bool ceil = false) => () => MaxPool2d(kernel, stride: 2, ceil_mode: ceil);

    /// <summary>SqueezeNet's block.</summary>
    public static Func<Module<Tensor, Tensor>> Fire(int input, int squeezed, int expanded) => () => new FireModule(input, squeezed, expanded);
}
