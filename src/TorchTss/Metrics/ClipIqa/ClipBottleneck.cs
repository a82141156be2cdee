using TorchSharp.Modules;
using TorchSharp.Utils;
using TorchTss.Networks;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Metrics.ClipIqa;

/// <summary>A residual block that shrinks by averaging instead of by strides.</summary>
/// <remarks>[B, In, H, W] → [B, 4·planes, ⌊H/stride⌋, ⌊W/stride⌋]. CLIP model.py, Bottleneck.</remarks>
internal sealed class ClipBottleneck : Module<Tensor, Tensor>
{
    private const int Expansion = 4;

    [ComponentName(Name = "conv1")] private readonly Conv2d _conv1;
    [ComponentName(Name = "bn1")] private readonly FrozenBatchNorm _norm1;
    [ComponentName(Name = "conv2")] private readonly Conv2d _conv2;
    [ComponentName(Name = "bn2")] private readonly FrozenBatchNorm _norm2;
    [ComponentName(Name = "conv3")] private readonly Conv2d _conv3;
    [ComponentName(Name = "bn3")] private readonly FrozenBatchNorm _norm3;
    [ComponentName(Name = "downsample")] private readonly Sequential? _shortcut;
    private readonly int _stride;

    public ClipBottleneck(int input, int planes, int stride) : base(nameof(ClipBottleneck))
    {
        var output = Expansion * planes;
        (_conv1, _norm1) = (Conv2d(input, planes, 1, bias: false), new FrozenBatchNorm(planes));
        (_conv2, _norm2) = (Conv2d(planes, planes, 3, padding: 1, bias: false), new FrozenBatchNorm(planes));
        (_conv3, _norm3) = (Conv2d(planes, output, 1, bias: false), new FrozenBatchNorm(output));
        if (stride > 1 || input != output)
        {
            _shortcut = Sequential(("0", Conv2d(input, output, 1, bias: false)), ("1", new FrozenBatchNorm(output)));
        }
        _stride = stride;
        RegisterComponents();
    }

    /// <summary>Blocks of one stage: the first changes size and width.</summary>
    public static IEnumerable<ClipBottleneck> Stage(int input, int planes, int blocks, int stride) =>
        Enumerable.Range(0, blocks).Select(j =>
            j == 0 ? new ClipBottleneck(input, planes, stride) : new ClipBottleneck(Expansion * planes, planes, stride: 1));

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var h = Inner(x);
        h.add_(_shortcut is null ? x : _shortcut.call(Shrunk(x)));
        return h.relu_().MoveToOuterDisposeScope();
    }

    private Tensor Inner(Tensor x)
    {
        using var scope = NewDisposeScope();
        var h = ConvNorm.Apply(_conv1, _norm1, x).relu_();
        h = ConvNorm.Apply(_conv2, _norm2, h).relu_();
        return ConvNorm.Apply(_conv3, _norm3, Shrunk(h)).MoveToOuterDisposeScope();
    }

    private Tensor Shrunk(Tensor x) => _stride == 1 ? x : functional.avg_pool2d(x, _stride);
}
