using TorchSharp.Modules;
using TorchSharp.Utils;
using TorchTss.Networks.Tiling;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Networks;

/// <summary>The residual block of the autoencoder, which knows no time.</summary>
/// <remarks>[B, In, h, w] → [B, Out, h, w].</remarks>
internal sealed class AutoencoderResnetBlock : Module<Tensor, Tensor>
{
    [ComponentName(Name = "norm1")] private readonly GroupNorm _norm1;
    [ComponentName(Name = "conv1")] private readonly Conv2d _conv1;
    [ComponentName(Name = "norm2")] private readonly GroupNorm _norm2;
    [ComponentName(Name = "conv2")] private readonly Conv2d _conv2;
    [ComponentName(Name = "conv_shortcut")] private readonly Conv2d? _shortcut;
    private readonly Func<Tensor, Tensor>? _resample;
    private readonly double _divisor;

    public AutoencoderResnetBlock(ResnetShape s) : base(nameof(AutoencoderResnetBlock))
    {
        (_norm1, _conv1) = (GroupNorm(s.Groups, s.In, s.Eps), Conv2d(s.In, s.Out, 3, padding: 1));
        (_norm2, _conv2) = (GroupNorm(s.GroupsOut, s.Out, s.Eps), Conv2d(s.Out, s.Out, 3, padding: 1));
        _shortcut = s.In == s.Out ? null : Conv2d(s.In, s.Out, 1);
        (_resample, _divisor) = (s.Resample, s.Divisor);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var h = NormActivation.Consume(_norm2, _conv2, NormActivation.Apply(_norm1, _conv1, x, _resample));
        var passed = _resample?.Invoke(x) ?? x;
        h.add_(_shortcut?.call(passed) ?? passed);
        return (_divisor == 1 ? h : h.div_(_divisor)).MoveToOuterDisposeScope();
    }

    /// <summary>The same, cut at its norms.</summary>
    public IEnumerable<NetworkStep> Steps() =>
    [
        new NetworkStep.Keep(x => Passed(_resample?.Invoke(x) ?? x)),
        new NetworkStep.Normalise(_norm1),
        new NetworkStep.Apply(h => _conv1.call(_resample?.Invoke(h.silu_()) ?? h.silu_())),
        new NetworkStep.Normalise(_norm2),
        new NetworkStep.Apply(h => _conv2.call(h.silu_())),
        new NetworkStep.AddKept(_divisor),
    ];

    private Tensor Passed(Tensor x) => _shortcut?.call(x) ?? x;
}
