using TorchSharp.Modules;
using TorchSharp.Utils;
using TorchTss.Networks;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Metrics.ClipIqa;

/// <summary>CLIP with a residual network for pictures: features of pictures and texts, and how well they agree.</summary>
/// <remarks>CLIP model.py, CLIP; keys as in OpenAI's RN50.pt.</remarks>
internal sealed class Clip : Module
{
    [ComponentName(Name = "visual")] private readonly ClipResNet _visual;
    [ComponentName(Name = "transformer")] private readonly TextTransformer _transformer;
    [ComponentName(Name = "token_embedding")] private readonly TokenEmbedding _tokens;
    [ComponentName(Name = "positional_embedding")] private readonly Parameter _positions;
    [ComponentName(Name = "ln_final")] private readonly LayerNorm _normFinal;
    [ComponentName(Name = "text_projection")] private readonly Parameter _projection;
    [ComponentName(Name = "logit_scale")] private readonly Parameter _scale;

    public Clip(ClipConfig c) : base(nameof(Clip))
    {
        _visual = new ClipResNet(c);
        _transformer = new TextTransformer(c);
        _tokens = new TokenEmbedding(c.Vocabulary, c.TextWidth);
        _positions = new Parameter(empty(c.ContextLength, c.TextWidth));
        _normFinal = LayerNorm(c.TextWidth, eps: 1e-5);
        _projection = new Parameter(empty(c.TextWidth, c.Features));
        _scale = new Parameter(empty([]));                      // ln 100 after training
        RegisterComponents();
    }

    /// <summary>The network of pictures.</summary>
    public ClipResNet Visual => _visual;

    /// <summary>Features of texts.</summary>
    /// <param name="ids">[N, L] int64; the end of each text is its largest id. What follows the end is not looked at.</param>
    /// <returns>[N, features].</returns>
    public Tensor EncodeText(Tensor ids)
    {
        using var scope = NewDisposeScope();
        var x = _tokens.call(ids).add_(_positions.narrow(0, 0, ids.size(1)));
        var h = _normFinal.call(_transformer.call(x));
        var ends = h[arange(ids.size(0), device: ids.device), ids.argmax(1)];
        return ends.matmul(_projection).MoveToOuterDisposeScope();
    }

    /// <summary>exp(scale)·cosine of every picture with every text.</summary>
    /// <param name="pictures">[B, features].</param>
    /// <param name="texts">[N, features].</param>
    /// <returns>[B, N].</returns>
    public Tensor Logits(Tensor pictures, Tensor texts)
    {
        using var scope = NewDisposeScope();
        return (_scale.exp() * Unit(pictures)).matmul(Unit(texts).t()).MoveToOuterDisposeScope();
    }

    private static Tensor Unit(Tensor rows) => rows / rows.norm(1, keepdim: true);

    /// <summary>The blocks under their name in the file.</summary>
    private sealed class TextTransformer : Module<Tensor, Tensor>
    {
        [ComponentName(Name = "resblocks")] private readonly ModuleList<ClipTextBlock> _blocks;

        public TextTransformer(ClipConfig c) : base(nameof(TextTransformer))
        {
            _blocks = new([.. Enumerable.Range(0, c.TextLayers).Select(_ => new ClipTextBlock(c.TextWidth, c.TextHeads, new QuickGelu()))]);
            RegisterComponents();
        }

        public override Tensor forward(Tensor x)
        {
            using var scope = NewDisposeScope();
            return _blocks.Aggregate(x, (h, block) => block.call(h)).MoveToOuterDisposeScope();
        }
    }
}
