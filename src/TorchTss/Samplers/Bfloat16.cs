using static TorchSharp.torch;

namespace TorchTss.Samplers;

/// <summary>Rounding to bfloat16 where an original run would have done so.</summary>
internal static class Bfloat16
{
    /// <summary>Each value as bfloat16 holds it, in the type that it had.</summary>
    public static Tensor Rounded(this Tensor x)
    {
        using var scope = NewDisposeScope();
        return x.to(bfloat16).to(x.dtype).MoveToOuterDisposeScope();
    }
}
