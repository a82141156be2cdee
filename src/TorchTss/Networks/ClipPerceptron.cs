using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Networks;

/// <summary>The perceptron of a text encoder's layer: wide, activated, narrow again.</summary>
/// <remarks>x [B, L, C] → the same. transformers CLIPMLP.</remarks>
internal sealed class ClipPerceptron : Module<Tensor, Tensor>
{
    [ComponentName(Name = "fc1")] private readonly Linear _widen;
    [ComponentName(Name = "fc2")] private readonly Linear _narrow;
    [ComponentName(Name = "activation_fn")] private readonly Module<Tensor, Tensor> _activation;

    public ClipPerceptron(ClipTextConfig config) : base(nameof(ClipPerceptron))
    {
        (_widen, _narrow) = (Linear(config.Width, config.PerceptronWidth), Linear(config.PerceptronWidth, config.Width));
        _activation = config.QuickGelu ? new QuickGelu() : GELU();          // exact: with erf
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        return _narrow.call(_activation.call(_widen.call(x))).MoveToOuterDisposeScope();
    }
}
