using TorchSharp.Modules;
using TorchSharp.Utils;
using TorchTss.Networks;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Metrics.ClipIqa;

/// <summary>CLIP's residual network: a stem of three convolutions, four stages, an attention pool.</summary>
/// <remarks>[B, 3, H, W] of any size from 32 on → [B, features]. CLIP model.py, ModifiedResNet.</remarks>
internal sealed class ClipResNet : Module<Tensor, bool, Tensor>
{
    [ComponentName(Name = "conv1")] private readonly Conv2d _conv1;
    [ComponentName(Name = "bn1")] private readonly FrozenBatchNorm _norm1;
    [ComponentName(Name = "conv2")] private readonly Conv2d _conv2;
    [ComponentName(Name = "bn2")] private readonly FrozenBatchNorm _norm2;
    [ComponentName(Name = "conv3")] private readonly Conv2d _conv3;
    [ComponentName(Name = "bn3")] private readonly FrozenBatchNorm _norm3;
    [ComponentName(Name = "layer1")] private readonly ModuleList<ClipBottleneck> _stage1;
    [ComponentName(Name = "layer2")] private readonly ModuleList<ClipBottleneck> _stage2;
    [ComponentName(Name = "layer3")] private readonly ModuleList<ClipBottleneck> _stage3;
    [ComponentName(Name = "layer4")] private readonly ModuleList<ClipBottleneck> _stage4;
    [ComponentName(Name = "attnpool")] private readonly ClipAttentionPool _pool;

    public ClipResNet(ClipConfig c) : base(nameof(ClipResNet))
    {
        var w = c.Width;
        (_conv1, _norm1) = (Conv2d(3, w / 2, 3, stride: 2, padding: 1, bias: false), new FrozenBatchNorm(w / 2));
        (_conv2, _norm2) = (Conv2d(w / 2, w / 2, 3, padding: 1, bias: false), new FrozenBatchNorm(w / 2));
        (_conv3, _norm3) = (Conv2d(w / 2, w, 3, padding: 1, bias: false), new FrozenBatchNorm(w));
        _stage1 = new([.. ClipBottleneck.Stage(w, w, c.Layers[0], stride: 1)]);
        _stage2 = new([.. ClipBottleneck.Stage(4 * w, 2 * w, c.Layers[1], stride: 2)]);
        _stage3 = new([.. ClipBottleneck.Stage(8 * w, 4 * w, c.Layers[2], stride: 2)]);
        _stage4 = new([.. ClipBottleneck.Stage(16 * w, 8 * w, c.Layers[3], stride: 2)]);
        _pool = new ClipAttentionPool(32 * w, c.PoolPositions, c.PoolHeads, c.Features);
        RegisterComponents();
    }

    /// <param name="x">Normalised pixels.</param>
    /// <param name="positions">Whether the pool adds positions.</param>
    public override Tensor forward(Tensor x, bool positions)
    {
        using var scope = NewDisposeScope();
        return _pool.call(Stages(Stem(x)), positions).MoveToOuterDisposeScope();
    }

    /// <summary>[B, 3, H, W] → [B, width, ⌊H/4⌋, ⌊W/4⌋] (odd sides: ⌊⌈H/2⌉/2⌋).</summary>
    public Tensor Stem(Tensor x)
    {
        using var scope = NewDisposeScope();
        var h = ConvNorm.Apply(_conv1, _norm1, x).relu_();
        h = Next(_conv2, _norm2, h);
        return functional.avg_pool2d(Next(_conv3, _norm3, h), 2).MoveToOuterDisposeScope();

        static Tensor Next(Conv2d conv, FrozenBatchNorm norm, Tensor h)
        {
            var next = ConvNorm.Apply(conv, norm, h).relu_();
            h.Dispose();
            return next;
        }
    }

    /// <summary>[B, width, h, w] → [B, 32·width, ⌊h/8⌋, ⌊w/8⌋]; uses its argument up.</summary>
    public Tensor Stages(Tensor h)
    {
        using var scope = NewDisposeScope();
        foreach (var block in new[] { _stage1, _stage2, _stage3, _stage4 }.SelectMany(stage => stage))
        {
            var next = block.call(h);
            h.Dispose();                                        // 0.8 GB at 4000×3000
            h = next;
        }
        return h.MoveToOuterDisposeScope();
    }
}
