using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchTss.Networks;

/// <summary>GroupNorm, SiLU, convolution: the stage that every residual block and every network's end is made of.</summary>
internal static class NormActivation
{
    /// <summary>conv(silu(norm(x))); the normalised copy of x is freed on return.</summary>
    /// <param name="norm">Its norm.</param>
    /// <param name="convolution">Its convolution.</param>
    /// <param name="x">[B, C, h, w].</param>
    /// <param name="resample">What changes the size before the convolution, or null.</param>
    public static Tensor Apply(GroupNorm norm, Conv2d convolution, Tensor x, Func<Tensor, Tensor>? resample = null)
    {
        using var scope = NewDisposeScope();
        var h = norm.call(x).silu_();
        return convolution.call(resample?.Invoke(h) ?? h).MoveToOuterDisposeScope();
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
