using TorchTss.Networks;
using TorchTss.Prompts;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Hosts.Texts;

/// <summary>Text states of a run.</summary>
/// <param name="Positive">What the picture shall be.</param>
/// <param name="Negative">What it is guided away from, of as many tokens; null where there is nothing.</param>
internal sealed record TextPair(PromptStates Positive, PromptStates? Negative)
{
    /// <summary>Conditions for one picture; with guidance the unconditional half first.</summary>
    /// <param name="guided">Two halves.</param>
    /// <param name="height">Height of the picture in pixels, for SDXL's size embedding.</param>
    /// <param name="width">Its width.</param>
    /// <param name="compute">Device and dtype.</param>
    public Conditioning For(bool guided, int height, int width, Compute compute)
    {
        using var scope = NewDisposeScope();
        var context = Placed(Positive.Context, Negative?.Context);
        if (Positive.Pooled is not { } pooled) return new Conditioning(context);
        var sizes = tensor(new float[] { height, width, 0, 0, height, width }, [1, 6], device: compute.Device).MoveToOuterDisposeScope();
        return new Conditioning(context, Placed(pooled, Negative?.Pooled), sizes);

        Tensor Placed(Tensor conditional, Tensor? unconditional) =>
            (guided ? cat([unconditional!, conditional]) : conditional.alias()).to(compute.Dtype).to(compute.Device).MoveToOuterDisposeScope();
    }
}
