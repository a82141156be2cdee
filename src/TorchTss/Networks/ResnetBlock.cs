using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Networks;

/// <summary>The residual block of every UNet level: two norm–SiLU–convolution stages with the timestep added between them.</summary>
/// <remarks>x [B, In, h, w] → [B, Out, h, w]. TSS Eq. 9 adds the time per position; nothing else in a network reads it.
/// diffusers ResnetBlock2D.</remarks>
internal sealed class ResnetBlock : Module<Tensor, TimeField, Tensor>
{
    [ComponentName(Name = "norm1")] private readonly GroupNorm _norm1;
    [ComponentName(Name = "conv1")] private readonly Conv2d _conv1;
    [ComponentName(Name = "time_emb_proj")] private readonly Linear _time;
    [ComponentName(Name = "norm2")] private readonly GroupNorm _norm2;
    [ComponentName(Name = "conv2")] private readonly Conv2d _conv2;
    [ComponentName(Name = "conv_shortcut")] private readonly Conv2d? _shortcut;
    private readonly bool _scaleShift;
    private readonly Func<Tensor, Tensor>? _resample;
    private readonly double _divisor;

    public ResnetBlock(ResnetShape s) : base(nameof(ResnetBlock))
    {
        (_norm1, _conv1) = (GroupNorm(s.Groups, s.In, s.Eps), Conv2d(s.In, s.Out, 3, padding: 1));
        (_norm2, _conv2) = (GroupNorm(s.GroupsOut, s.Out, s.Eps), Conv2d(s.Out, s.Out, 3, padding: 1));
        _time = Linear(s.Time, s.ScaleShift ? 2 * s.Out : s.Out);
        _shortcut = s.In == s.Out ? null : Conv2d(s.In, s.Out, 1);
        (_scaleShift, _resample, _divisor) = (s.ScaleShift, s.Resample, s.Divisor);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x, TimeField time)
    {
        using var scope = NewDisposeScope();
        var h = NormActivation.Apply(_norm1, _conv1, x, _resample);
        h = _scaleShift ? Modulated(h, time) : Shifted(h, time);
        var passed = _resample?.Invoke(x) ?? x;
        h.add_(_shortcut?.call(passed) ?? passed);
        return (_divisor == 1 ? h : h.div_(_divisor)).MoveToOuterDisposeScope();
    }

    private Tensor Shifted(Tensor h, TimeField time)
    {
        using var scope = NewDisposeScope();
        return NormActivation.Consume(_norm2, _conv2, h.add_(time.Project(_time, h))).MoveToOuterDisposeScope();
    }

    private Tensor Modulated(Tensor h, TimeField time)
    {
        using var scope = NewDisposeScope();
        var (scale, shift) = time.Project(_time, h).chunk(2, 1) is [var first, var second] ? (first, second) : default;     // the scale comes first
        return _conv2.call(_norm2.call(h).mul_(scale + 1).add_(shift).silu_()).MoveToOuterDisposeScope();
    }
}
