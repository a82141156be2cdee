using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Metrics.QAlign;

/// <summary>A layer in two copies: <c>multiway.0</c> for text, <c>multiway.1</c> for pictures.</summary>
/// <remarks>[B, L, C] → [B, L, D]. mPLUG-Owl2 multiway.py.</remarks>
internal sealed class Multiway : Module<Tensor, Modality, Tensor>
{
    [ComponentName(Name = "multiway")] private readonly ModuleList<Module<Tensor, Tensor>> _ways;

    public Multiway(Func<Module<Tensor, Tensor>> layer) : base(nameof(Multiway))
    {
        _ways = ModuleList(layer(), layer());
        RegisterComponents();
    }

    public override Tensor forward(Tensor x, Modality modality) => modality.Apply(x, _ways[0].call, _ways[1].call);
}
