using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Networks;

/// <summary>The layers of a text encoder, to be run as far as a caller needs: tokens, then layer by layer, then the final norm.</summary>
/// <remarks>transformers CLIPTextTransformer.</remarks>
internal sealed class ClipTextTower : Module
{
    [ComponentName(Name = "embeddings")] private readonly Embeddings _embeddings;
    [ComponentName(Name = "encoder")] private readonly Stack _stack;
    [ComponentName(Name = "final_layer_norm")] private readonly LayerNorm _norm;

    public ClipTextTower(ClipTextConfig config) : base(nameof(ClipTextTower))
    {
        (_embeddings, _stack) = (new Embeddings(config), new Stack(config));
        _norm = LayerNorm(config.Width, eps: config.NormEps);
        RegisterComponents();
    }

    /// <summary>What the first layer sees: a row per token and a row per position. ids [B, L] int64 → [B, L, C].</summary>
    public Tensor Embed(Tensor ids) => _embeddings.call(ids);

    /// <summary>Through the layers from one place to another; [B, L, C] → the same.</summary>
    public Tensor Through(Tensor x, int from, int to)
    {
        using var scope = NewDisposeScope();
        return _stack.Layers.Take(from..to).Aggregate(x.alias(), (h, layer) => layer.call(h)).MoveToOuterDisposeScope();
    }

    /// <summary>The norm after the last layer; [·, C] → the same.</summary>
    public Tensor Normalize(Tensor x) => _norm.call(x);

    /// <summary>The two tables.</summary>
    private sealed class Embeddings : Module<Tensor, Tensor>
    {
        [ComponentName(Name = "token_embedding")] private readonly TokenEmbedding _tokens;
        [ComponentName(Name = "position_embedding")] private readonly TokenEmbedding _positions;

        public Embeddings(ClipTextConfig config) : base(nameof(Embeddings))
        {
            (_tokens, _positions) = (new TokenEmbedding(config.Vocabulary, config.Width), new TokenEmbedding(config.Positions, config.Width));
            RegisterComponents();
        }

        public override Tensor forward(Tensor ids)
        {
            using var scope = NewDisposeScope();
            return _tokens.call(ids).add_(_positions.call(arange(ids.size(1), int64, ids.device))).MoveToOuterDisposeScope();
        }
    }

    /// <summary>The layers under their name in the file.</summary>
    private sealed class Stack : Module
    {
        [ComponentName(Name = "layers")] private readonly ModuleList<ClipTextLayer> _layers;

        public Stack(ClipTextConfig config) : base(nameof(Stack))
        {
            _layers = new([.. Enumerable.Range(0, config.Layers).Select(_ => new ClipTextLayer(config))]);
            RegisterComponents();
        }

        public IEnumerable<ClipTextLayer> Layers => _layers;
    }
}
