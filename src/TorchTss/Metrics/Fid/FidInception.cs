using System.Collections.Immutable;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Metrics.Fid;

/// <summary>Inception-v3 as the TensorFlow graph of 2015-12-05 computes it, which every FID is based on.</summary>
/// <remarks>[B, 3, 299, 299] in −1..1 → [B, 2048]. torchvision's keys; other than there, averages leave out what lies beyond the edge, the last block
/// pools by maximum, and <c>fc</c> has 1008 classes, which are not used. pytorch-fid inception.py.</remarks>
internal sealed class FidInception : Module<Tensor, Tensor>
{
    [ComponentName(Name = "Conv2d_1a_3x3")] private readonly InceptionConvolution _conv1a;
    [ComponentName(Name = "Conv2d_2a_3x3")] private readonly InceptionConvolution _conv2a;
    [ComponentName(Name = "Conv2d_2b_3x3")] private readonly InceptionConvolution _conv2b;
    [ComponentName(Name = "Conv2d_3b_1x1")] private readonly InceptionConvolution _conv3b;
    [ComponentName(Name = "Conv2d_4a_3x3")] private readonly InceptionConvolution _conv4a;
    [ComponentName(Name = "Mixed_5b")] private readonly InceptionA _mixed5b;
    [ComponentName(Name = "Mixed_5c")] private readonly InceptionA _mixed5c;
    [ComponentName(Name = "Mixed_5d")] private readonly InceptionA _mixed5d;
    [ComponentName(Name = "Mixed_6a")] private readonly InceptionB _mixed6a;
    [ComponentName(Name = "Mixed_6b")] private readonly InceptionC _mixed6b;
    [ComponentName(Name = "Mixed_6c")] private readonly InceptionC _mixed6c;
    [ComponentName(Name = "Mixed_6d")] private readonly InceptionC _mixed6d;
    [ComponentName(Name = "Mixed_6e")] private readonly InceptionC _mixed6e;
    [ComponentName(Name = "Mixed_7a")] private readonly InceptionD _mixed7a;
    [ComponentName(Name = "Mixed_7b")] private readonly InceptionE _mixed7b;
    [ComponentName(Name = "Mixed_7c")] private readonly InceptionE _mixed7c;

    public FidInception() : base(nameof(FidInception))
    {
        (_conv1a, _conv2a, _conv2b) = (new(3, 32, 3, stride: 2), new(32, 32, 3), new(32, 64, 3, padding: 1));
        (_conv3b, _conv4a) = (new(64, 80, 1), new(80, 192, 3));
        (_mixed5b, _mixed5c, _mixed5d) = (new(192, 32), new(256, 64), new(288, 64));
        (_mixed6a, _mixed6b, _mixed6c, _mixed6d, _mixed6e) = (new(288), new(128), new(160), new(160), new(192));
        (_mixed7a, _mixed7b, _mixed7c) = (new(), new(1280, InceptionPool.Average), new(2048, InceptionPool.Largest));
        RegisterComponents();
        register_module("fc", Linear(2048, 1008));                              // in the file, not in FID
        Blocks =
        [
            [_conv1a.call, _conv2a.call, _conv2b.call, InceptionPool.Halve],
            [_conv3b.call, _conv4a.call, InceptionPool.Halve],
            [_mixed5b.call, _mixed5c.call, _mixed5d.call, _mixed6a.call, _mixed6b.call, _mixed6c.call, _mixed6d.call, _mixed6e.call],
            [_mixed7a.call, _mixed7b.call, _mixed7c.call, x => x.mean([2, 3], keepdim: true)],
        ];
    }

    /// <summary>The layers between the four places where features are taken: 64, 192, 768 and 2048 channels.</summary>
    public ImmutableArray<ImmutableArray<Func<Tensor, Tensor>>> Blocks { get; }

    /// <summary>What one of <see cref="Blocks"/> makes of the one before; <paramref name="x"/> is kept, what lies between is freed at once.</summary>
    public static Tensor Run(ImmutableArray<Func<Tensor, Tensor>> block, Tensor x)
    {
        using var scope = NewDisposeScope();
        var h = block[0](x);
        foreach (var layer in block.Skip(1))
        {
            var next = layer(h);
            h.Dispose();
            h = next;
        }
        return h.MoveToOuterDisposeScope();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        return Run([.. Blocks.SelectMany(b => b)], x).flatten(1).MoveToOuterDisposeScope();
    }
}
