using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Networks.Supir;

/// <summary><see cref="ResnetBlock"/> under sgm's names.</summary>
/// <remarks>x [B, In, h, w] → [B, Out, h, w]. sgm ResBlock without scale and shift.</remarks>
internal sealed class ResBlock : Module<Tensor, TimeField, Tensor>
{
    [ComponentName(Name = "in_layers")] private readonly Sequential _in;
    [ComponentName(Name = "emb_layers")] private readonly Sequential _time;
    [ComponentName(Name = "out_layers")] private readonly Sequential _out;
    [ComponentName(Name = "skip_connection")] private readonly Conv2d? _skip;

    public ResBlock(ResnetShape s) : base(nameof(ResBlock))
    {
        _in = Sequential(("0", GroupNorm(s.Groups, s.In, s.Eps)), ("2", Conv2d(s.In, s.Out, 3, padding: 1)));
        _time = Sequential(("1", Linear(s.Time, s.Out)));
        _out = Sequential(("0", GroupNorm(s.Groups, s.Out, s.Eps)), ("3", Conv2d(s.Out, s.Out, 3, padding: 1)));
        _skip = s.In == s.Out ? null : Conv2d(s.In, s.Out, 1);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x, TimeField time)
    {
        using var scope = NewDisposeScope();
        var h = NormActivation.Apply((GroupNorm)_in[0], (Conv2d)_in[1], x);
        h = h + time.Project((Linear)_time[0], h);
        h = NormActivation.Consume((GroupNorm)_out[0], (Conv2d)_out[1], h);
        return h.add_(_skip?.call(x) ?? x).MoveToOuterDisposeScope();
    }
}
