using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchTss.Networks.Tiling;

/// <summary>One step of an encoder or decoder that is cut at its norms: between two of them nothing looks further than a few pixels,
/// but for the attention in the middle.</summary>
internal abstract record NetworkStep
{
    /// <summary>A piece without a norm.</summary>
    /// <param name="Of">May change its argument in place, and answers with another tensor.</param>
    /// <param name="Resizes">Whether sides become half or twice as long.</param>
    public sealed record Apply(Func<Tensor, Tensor> Of, bool Resizes = false) : NetworkStep;

    /// <summary>Remembers the residual of a block.</summary>
    /// <param name="Of">From what the block is given; may answer with its argument.</param>
    public sealed record Keep(Func<Tensor, Tensor> Of) : NetworkStep;

    /// <summary>A norm over the whole feature map.</summary>
    public sealed record Normalise(GroupNorm Norm) : NetworkStep;

    /// <summary>Adds the residual and divides.</summary>
    public sealed record AddKept(double Divisor = 1) : NetworkStep;
}
