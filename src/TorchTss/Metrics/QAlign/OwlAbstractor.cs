using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Metrics.QAlign;

/// <summary>Learned queries gather the picture's many tokens into the few that the language model reads.</summary>
/// <remarks>[B, N, C] of the encoder → [B, queries + 1, width of the language model]; the last one is an end mark.
/// mPLUG-Owl2 visual_encoder.py, MplugOwlVisualAbstractorModel.</remarks>
internal sealed class OwlAbstractor : Module<Tensor, Tensor>
{
    [ComponentName(Name = "query_embeds")] private readonly Parameter _queries;
    [ComponentName(Name = "encoder")] private readonly Encoder _encoder;
    [ComponentName(Name = "visual_fc")] private readonly Linear _projection;
    [ComponentName(Name = "vit_eos")] private readonly Parameter _end;

    public OwlAbstractor(OwlAbstractorConfig c, int languageWidth) : base(nameof(OwlAbstractor))
    {
        _queries = new Parameter(empty(1, c.Queries, c.Width));
        _encoder = new Encoder(c);
        _projection = Linear(c.Width, languageWidth);
        _end = new Parameter(empty(1, 1, languageWidth));
        RegisterComponents();
    }

    public override Tensor forward(Tensor picture)
    {
        using var scope = NewDisposeScope();
        var batch = picture.size(0);
        var tokens = _projection.call(_encoder.call(_queries.expand(batch, -1, -1), picture));
        return cat([tokens, _end.expand(batch, -1, -1)], 1).MoveToOuterDisposeScope();
    }

    /// <summary>All layers look at the same picture.</summary>
    private sealed class Encoder : Module<Tensor, Tensor, Tensor>
    {
        [ComponentName(Name = "layers")] private readonly ModuleList<OwlAbstractorLayer> _layers;

        public Encoder(OwlAbstractorConfig c) : base(nameof(Encoder))
        {
            _layers = new([.. Enumerable.Range(0, c.Layers).Select(_ => new OwlAbstractorLayer(c))]);
            RegisterComponents();
        }

        public override Tensor forward(Tensor q, Tensor picture)
        {
            using var scope = NewDisposeScope();
            return _layers.Aggregate(q, (h, layer) => layer.call(h, picture)).MoveToOuterDisposeScope();
        }
    }
}
