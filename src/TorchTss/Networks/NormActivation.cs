using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchTss.Networks;

/// <summary>GroupNorm, SiLU, convolution: the stage that every residual block and every network's end is made of.</summary>
internal static class NormActivation
{
    /// <summary>conv(silu(norm(x))); the normalised copy of x is freed on return.</summary>
    public static Tensor Apply(GroupNorm norm, Conv2d convolution, Tensor x)
    {
        using var scope = NewDisposeScope();
        return convolution.call(norm.call(x).silu_()).MoveToOuterDisposeScope();
    }

    /// <summary>The same, freeing x as soon as it is normalised: one feature map less at the peak (1 GB in the decoder at 1024²).</summary>
    public static Tensor Consume(GroupNorm norm, Conv2d convolution, Tensor x)
    {
        using var scope = NewDisposeScope();
        var normalised = norm.call(x).silu_();
        x.Dispose();
        return convolution.call(normalised).MoveToOuterDisposeScope();
    }
}
