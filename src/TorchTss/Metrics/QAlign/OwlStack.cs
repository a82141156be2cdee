using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Metrics.QAlign;

/// <summary>Layers one after the other, under the name <c>layers</c>.</summary>
internal sealed class OwlStack : Module<Tensor, Tensor>
{
    [ComponentName(Name = "layers")] private readonly ModuleList<Module<Tensor, Tensor>> _layers;

    public OwlStack(int count, Func<Module<Tensor, Tensor>> layer) : base(nameof(OwlStack))
    {
        _layers = new([.. Enumerable.Range(0, count).Select(_ => layer())]);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var h = x.alias();
        foreach (var layer in _layers)
        {
            var next = layer.call(h);
            h.Dispose();
            h = next;
        }
        return h.MoveToOuterDisposeScope();
    }
}
