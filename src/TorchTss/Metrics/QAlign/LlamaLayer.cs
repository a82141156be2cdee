using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Metrics.QAlign;

/// <summary>One layer of the language model: attention, then a gated perceptron, each normalised before and added after.</summary>
/// <remarks>[B, L, C] → the same. mPLUG-Owl2 modeling_llama2.py, LlamaDecoderLayer.</remarks>
internal sealed class LlamaLayer : Module<Tensor, Modality, Rotary, Tensor>
{
    [ComponentName(Name = "input_layernorm")] private readonly Multiway _norm1;
    [ComponentName(Name = "self_attn")] private readonly LlamaAttention _attention;
    [ComponentName(Name = "post_attention_layernorm")] private readonly Multiway _norm2;
    [ComponentName(Name = "mlp")] private readonly Perceptron _perceptron;

    public LlamaLayer(OwlConfig c) : base(nameof(LlamaLayer))
    {
        (_norm1, _norm2) = (new(() => new RmsNorm(c.Width, c.Epsilon)), new(() => new RmsNorm(c.Width, c.Epsilon)));
        _attention = new LlamaAttention(c);
        _perceptron = new Perceptron(c);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x, Modality modality, Rotary rotary)
    {
        using var scope = NewDisposeScope();
        var h = _attention.call(_norm1.call(x, modality), modality, rotary).add_(x);
        return _perceptron.call(_norm2.call(h, modality)).add_(h).MoveToOuterDisposeScope();
    }

    /// <summary>down(silu(gate x)·up x).</summary>
    private sealed class Perceptron : Module<Tensor, Tensor>
    {
        [ComponentName(Name = "gate_proj")] private readonly Linear _gate;
        [ComponentName(Name = "up_proj")] private readonly Linear _up;
        [ComponentName(Name = "down_proj")] private readonly Linear _down;

        public Perceptron(OwlConfig c) : base(nameof(Perceptron))
        {
            (_gate, _up) = (Linear(c.Width, c.Hidden, hasBias: false), Linear(c.Width, c.Hidden, hasBias: false));
            _down = Linear(c.Hidden, c.Width, hasBias: false);
            RegisterComponents();
        }

        public override Tensor forward(Tensor x)
        {
            using var scope = NewDisposeScope();
            return _down.call(_gate.call(x).silu_().mul_(_up.call(x))).MoveToOuterDisposeScope();
        }
    }
}
