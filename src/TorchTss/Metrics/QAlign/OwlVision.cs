using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Metrics.QAlign;

/// <summary>The picture encoder: CLIP's ViT-L/14 at 448 pixels, all tokens normalised at the end.</summary>
/// <remarks>[B, 3, S, S] normalised pixels → [B, 1 + grid², C], the class token first. mPLUG-Owl2 visual_encoder.py, MplugOwlVisionModel.</remarks>
internal sealed class OwlVision : Module<Tensor, Tensor>
{
    [ComponentName(Name = "embeddings")] private readonly Embeddings _embeddings;
    [ComponentName(Name = "encoder")] private readonly OwlStack _encoder;
    [ComponentName(Name = "post_layernorm")] private readonly LayerNorm _norm;

    public OwlVision(OwlVisionConfig c) : base(nameof(OwlVision))
    {
        _embeddings = new Embeddings(c);
        _encoder = new OwlStack(c.Layers, () => new OwlVisionLayer(c));
        _norm = LayerNorm(c.Width, c.Epsilon);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        return _norm.call(_encoder.call(_embeddings.call(x))).MoveToOuterDisposeScope();
    }

    /// <summary>Pixels to tokens.</summary>
    private sealed class Embeddings : Module<Tensor, Tensor>
    {
        [ComponentName(Name = "cls_token")] private readonly Parameter _class;
        [ComponentName(Name = "position_embedding")] private readonly Parameter _positions;
        [ComponentName(Name = "patch_embed")] private readonly Conv2d _patches;
        [ComponentName(Name = "pre_layernorm")] private readonly LayerNorm _norm;

        public Embeddings(OwlVisionConfig c) : base(nameof(Embeddings))
        {
            (_class, _positions) = (new Parameter(empty(1, 1, c.Width)), new Parameter(empty(1, c.Tokens, c.Width)));
            _patches = Conv2d(3, c.Width, c.Patch, stride: c.Patch, bias: false);
            _norm = LayerNorm(c.Width, c.Epsilon);
            RegisterComponents();
        }

        public override Tensor forward(Tensor x)
        {
            using var scope = NewDisposeScope();
            var patches = _patches.call(x).flatten(2).transpose(1, 2);
            var tokens = cat([_class.expand(x.size(0), -1, -1), patches], 1).add_(_positions);
            return _norm.call(tokens).MoveToOuterDisposeScope();
        }
    }
}
