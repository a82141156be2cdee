using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Metrics.QAlign;

/// <summary>What follows the attention in a layer of the abstractor: projection, then a gated perceptron, each added.</summary>
/// <remarks>attended, h [B, n, C] → [B, n, C]. mPLUG-Owl2 visual_encoder.py, MplugOwlVisualAbstractorCrossOutput.</remarks>
internal sealed class OwlAbstractorOutput : Module<Tensor, Tensor, Tensor>
{
    [ComponentName(Name = "out_proj")] private readonly Linear _out;
    [ComponentName(Name = "norm2")] private readonly LayerNorm _norm;
    [ComponentName(Name = "mlp")] private readonly Perceptron _perceptron;

    public OwlAbstractorOutput(OwlAbstractorConfig c) : base(nameof(OwlAbstractorOutput))
    {
        _out = Linear(c.Width, c.Width);
        _norm = LayerNorm(c.Width, eps: 1e-5);
        _perceptron = new Perceptron(c);
        RegisterComponents();
    }

    public override Tensor forward(Tensor attended, Tensor h)
    {
        using var scope = NewDisposeScope();
        var q = _out.call(attended).add_(h);
        return _perceptron.call(_norm.call(q)).add_(q).MoveToOuterDisposeScope();
    }

    /// <summary>w2(norm(silu(w1 y)·w3 y)).</summary>
    private sealed class Perceptron : Module<Tensor, Tensor>
    {
        [ComponentName(Name = "w1")] private readonly Linear _gate;
        [ComponentName(Name = "w2")] private readonly Linear _out;
        [ComponentName(Name = "w3")] private readonly Linear _value;
        [ComponentName(Name = "ffn_ln")] private readonly LayerNorm _norm;

        public Perceptron(OwlAbstractorConfig c) : base(nameof(Perceptron))
        {
            (_gate, _value, _out) = (Linear(c.Width, c.Hidden), Linear(c.Width, c.Hidden), Linear(c.Hidden, c.Width));
            _norm = LayerNorm(c.Hidden, c.Epsilon);
            RegisterComponents();
        }

        public override Tensor forward(Tensor y)
        {
            using var scope = NewDisposeScope();
            return _out.call(_norm.call(_gate.call(y).silu_().mul_(_value.call(y)))).MoveToOuterDisposeScope();
        }
    }
}
