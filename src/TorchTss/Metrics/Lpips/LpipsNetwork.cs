using System.Collections.Immutable;
using System.Globalization;
using TorchSharp.Modules;
using TorchSharp.Utils;
using TorchTss.Checkpoints;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Metrics.Lpips;

/// <summary>The learned perceptual distance v0.1: squared differences of a trunk's unit features, weighted by channel, averaged.</summary>
/// <remarks>x, y [B, 3, H, W] in 0..1 → [B, taps]; the distance is the sum over the taps. Zhang et al. 2018, Eq. 1; pyiqa LPIPS.</remarks>
internal sealed class LpipsNetwork : Module<Tensor, Tensor, Tensor>
{
    private const double Epsilon = 1e-10;
    private static readonly float[] _shift = [-0.030f, -0.088f, -0.188f], _scale = [0.458f, 0.448f, 0.450f];

    // A full state dict says everything again: the heads as lins.0 …, the two constants as buffers; a classifier follows the trunk.
    private static readonly string[] _beside = ["classifier.*", "lin?.*", "lins.*", "scaling_layer.*"];

    [ComponentName(Name = "net")] private readonly Sequential _net;
    private readonly ImmutableArray<Sequential> _heads;
    private readonly LpipsTrunk _trunk;

    public LpipsNetwork(LpipsTrunk trunk) : base(nameof(LpipsNetwork))
    {
        _trunk = trunk;
        _net = trunk.Build();
        _heads = [.. trunk.Taps.Select(channels => Sequential(("model", Sequential(("1", Conv2d(channels, 1, 1, bias: false))))))];
        RegisterComponents();
        for (var k = 0; k < _heads.Length; k++) register_module(string.Create(CultureInfo.InvariantCulture, $"lin{k}"), _heads[k]);
    }

    /// <summary>Loads the trunk from torchvision's file or one in this network's own spelling; the classifier is left.</summary>
    /// <exception cref="Runtime.UserException">Another network's file: says which keys or shapes differ.</exception>
    public void LoadTrunk(ICheckpoint source, ScalarType dtype, Device device) => StrictLoader.Load(
        this, $"the {_trunk.Title} trunk of LPIPS", new RenamedCheckpoint(source, _trunk.Canonical), dtype, device, _beside, part: "net.");

    /// <summary>Loads the heads.</summary>
    /// <exception cref="Runtime.UserException">Heads of another trunk.</exception>
    public void LoadHeads(ICheckpoint source, ScalarType dtype, Device device) =>
        StrictLoader.Load(this, $"the {_trunk.Title} heads of LPIPS", source, dtype, device, part: "lin");

    public override Tensor forward(Tensor x, Tensor y)
    {
        using var scope = NewDisposeScope();
        var (a, b) = (Scaled(x), Scaled(y));
        var taps = new List<Tensor>();
        foreach (var (slice, head) in _net.children().Cast<Sequential>().Zip(_heads))
        {
            (a, b) = (Next(slice, a), Next(slice, b));
            taps.Add(Distance(head, a, b));
        }
        return cat(taps, 1).MoveToOuterDisposeScope();
    }

    private static Tensor Scaled(Tensor x)
    {
        using var scope = NewDisposeScope();
        var (shift, scale) = (tensor(_shift, [1, 3, 1, 1]).to(x.dtype, x.device), tensor(_scale, [1, 3, 1, 1]).to(x.dtype, x.device));
        return (x * 2).sub_(1).sub_(shift).div_(scale).MoveToOuterDisposeScope();
    }

    /// <summary>The next tap; the one before goes: no more than one of each picture is alive.</summary>
    private static Tensor Next(Sequential slice, Tensor tap)
    {
        var next = slice.call(tap);
        tap.Dispose();
        return next;
    }

    /// <summary>The mean over positions of the weighted squared difference of unit vectors: [B, C, h, w] twice → [B, 1].</summary>
    private static Tensor Distance(Sequential head, Tensor a, Tensor b)
    {
        using var scope = NewDisposeScope();
        var difference = (a / Length(a)).addcdiv_(b, Length(b), -1);            // a/|a| − b/|b| without a second copy
        return head.call(difference.mul_(difference)).mean([2, 3]).MoveToOuterDisposeScope();
    }

    private static Tensor Length(Tensor features) => features.norm(1, keepdim: true).add_(Epsilon);
}
