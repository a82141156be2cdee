using System.Collections.Immutable;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Networks;

/// <summary>A control image on the grid of the latent: convolutions in pairs, the second of which widens and halves.</summary>
/// <remarks>[B, 3, s·h, s·w] in 0..1 → [B, Out, h, w], s = 2^(widths − 1). SiLU after every convolution but the last.</remarks>
internal sealed class HintEmbedding : Module<Tensor, Tensor>
{
    [ComponentName(Name = "conv_in")] private readonly Conv2d _convIn;
    [ComponentName(Name = "blocks")] private readonly ModuleList<Conv2d> _blocks;
    [ComponentName(Name = "conv_out")] private readonly Conv2d _convOut;

    public HintEmbedding(int input, ImmutableArray<int> widths, int output) : base(nameof(HintEmbedding))
    {
        _convIn = Conv2d(input, widths[0], 3, padding: 1);
        _blocks = new([.. widths.Zip(widths.Skip(1)).SelectMany<(int Narrow, int Wide), Conv2d>(w =>
            [Conv2d(w.Narrow, w.Narrow, 3, padding: 1), Conv2d(w.Narrow, w.Wide, 3, stride: 2, padding: 1)])]);
        _convOut = Conv2d(widths[^1], output, 3, padding: 1);
        RegisterComponents();
    }

    public override Tensor forward(Tensor image)
    {
        using var scope = NewDisposeScope();
        var h = _convIn.call(image).silu_();
        foreach (var block in _blocks)
        {
            var next = block.call(h).silu_();
            h.Dispose();    // full image size at first
            h = next;
        }
        return _convOut.call(h).MoveToOuterDisposeScope();
    }
}
