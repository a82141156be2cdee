using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Networks;

/// <summary>A row of a table for every token.</summary>
/// <remarks>ids [B, L] int64 → [B, L, C]. torch's Embedding in TorchSharp keeps a second hold on its table, which only the garbage collector lets go:
/// 0.1 GB for CLIP, 0.3 GB for a language model.</remarks>
internal sealed class TokenEmbedding : Module<Tensor, Tensor>
{
    [ComponentName(Name = "weight")] private readonly Parameter _weight;

    public TokenEmbedding(int vocabulary, int width) : base(nameof(TokenEmbedding))
    {
        _weight = new Parameter(empty(vocabulary, width));
        RegisterComponents();
    }

    public override Tensor forward(Tensor ids)
    {
        using var scope = NewDisposeScope();
        return _weight.index_select(0, ids.flatten()).view([.. ids.shape, _weight.size(1)]).MoveToOuterDisposeScope();
    }
}
