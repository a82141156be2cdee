using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Networks.Supir;

/// <summary>Adds a control feature to a skip, and scales and shifts the normalised whole by what it says.</summary>
/// <remarks>control [B, Label, h, w], skip [B, Skip, h, w], main [B, Main, h, w] or null, scale as in <see cref="ControlScale"/>
/// → [B, Main + Skip, h, w], main first. SUPIR ZeroSFT.</remarks>
internal sealed class ZeroSft : Module<Tensor, Tensor, Tensor?, Tensor, Tensor>
{
    private const int Hidden = 128;

    [ComponentName(Name = "param_free_norm")] private readonly GroupNorm _norm;      // it has weight and bias all the same
    [ComponentName(Name = "mlp_shared")] private readonly Sequential _shared;
    [ComponentName(Name = "zero_mul")] private readonly Conv2d _gain;
    [ComponentName(Name = "zero_add")] private readonly Conv2d _shift;
    [ComponentName(Name = "zero_conv")] private readonly Conv2d _control;

    public ZeroSft(int label, int skip, int main) : base(nameof(ZeroSft))
    {
        _norm = GroupNorm(32, skip + main);
        _shared = Sequential(("0", Conv2d(label, Hidden, 3, padding: 1)));
        (_gain, _shift) = (Conv2d(Hidden, skip + main, 3, padding: 1), Conv2d(Hidden, skip + main, 3, padding: 1));
        _control = Conv2d(label, skip, 1);
        RegisterComponents();
    }

    public override Tensor forward(Tensor control, Tensor skip, Tensor? main, Tensor scale)
    {
        using var scope = NewDisposeScope();
        var share = ControlScale.On(skip, scale);
        var raw = Joined(main, skip);
        var h = _norm.call(Joined(main, _control.call(control).add_(skip)));
        var hidden = _shared.call(control).silu_();
        h.mul_(_gain.call(hidden).add_(1)).add_(_shift.call(hidden));
        return (h.mul_(share) + raw * (1 - share)).MoveToOuterDisposeScope();
    }

    private static Tensor Joined(Tensor? main, Tensor skip) => main is null ? skip : cat([main, skip], 1);
}
