using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Metrics.QAlign;

/// <summary>One layer of the abstractor, all of it under the name <c>crossattention</c>.</summary>
/// <remarks>q [B, n, C], picture [B, N, C] → [B, n, C]. The residual starts from the normalised queries.
/// mPLUG-Owl2 visual_encoder.py, MplugOwlVisualAbstractorLayer.</remarks>
internal sealed class OwlAbstractorLayer : Module<Tensor, Tensor, Tensor>
{
    [ComponentName(Name = "crossattention")] private readonly Cross _cross;

    public OwlAbstractorLayer(OwlAbstractorConfig c) : base(nameof(OwlAbstractorLayer))
    {
        _cross = new Cross(c);
        RegisterComponents();
    }

    public override Tensor forward(Tensor q, Tensor picture) => _cross.call(q, picture);

    private sealed class Cross : Module<Tensor, Tensor, Tensor>
    {
        [ComponentName(Name = "attention")] private readonly OwlCrossAttention _attention;
        [ComponentName(Name = "output")] private readonly OwlAbstractorOutput _output;
        [ComponentName(Name = "norm1")] private readonly LayerNorm _queryNorm;
        [ComponentName(Name = "normk")] private readonly LayerNorm _pictureNorm;

        public Cross(OwlAbstractorConfig c) : base(nameof(Cross))
        {
            (_attention, _output) = (new OwlCrossAttention(c), new OwlAbstractorOutput(c));
            (_queryNorm, _pictureNorm) = (LayerNorm(c.Width, eps: 1e-5), LayerNorm(c.Width, eps: 1e-5));
            RegisterComponents();
        }

        public override Tensor forward(Tensor q, Tensor picture)
        {
            using var scope = NewDisposeScope();
            var h = _queryNorm.call(q);
            var context = cat([h, _pictureNorm.call(picture)], 1);
            return _output.call(_attention.call(h, context), h).MoveToOuterDisposeScope();
        }
    }
}
