using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Metrics.Musiq;

/// <summary>MUSIQ: a convolutional network makes a token of every patch of a picture at three sizes, a transformer judges them together.</summary>
/// <remarks>[B, 3, H, W] in 0..1, of any size → [B, classes]: a score, or probabilities of the scores 1, 2, ….
/// Ke et al. 2021; pyiqa MUSIQ.</remarks>
internal sealed class MusiqNetwork : Module<Tensor, Tensor>
{
    // A patch takes about 0.4 MB on its way: a picture of 4000×3000 has 12000 of them.
    private const long PatchesAtOnce = 256;
    private const int RootChannels = 64;

    [ComponentName(Name = "conv_root")] private readonly StandardizedConv _root;
    [ComponentName(Name = "gn_root")] private readonly GroupNorm _rootNorm;
    [ComponentName(Name = "block1")] private readonly MusiqBottleneck _block;
    [ComponentName(Name = "embedding")] private readonly Linear _embedding;
    [ComponentName(Name = "transformer_encoder")] private readonly MusiqEncoder _encoder;
    [ComponentName(Name = "head")] private readonly Module<Tensor, Tensor> _head;

    public MusiqNetwork(MusiqConfig c) : base(nameof(MusiqNetwork))
    {
        Config = c;
        (_root, _rootNorm) = (new StandardizedConv(3, RootChannels, 7, stride: 2), GroupNorm(32, RootChannels, eps: 1e-6));
        _block = new MusiqBottleneck(RootChannels);
        _embedding = Linear(4 * RootChannels * (c.Patch / 4) * (c.Patch / 4), c.Width);
        _encoder = new MusiqEncoder(c);
        _head = c.Classes == 1 ? Linear(c.Width, 1) : Sequential(("0", Linear(c.Width, c.Classes)), ("1", Softmax(-1)));
        RegisterComponents();
    }

    /// <summary>Its shape.</summary>
    public MusiqConfig Config { get; }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var pixels = x * 2 - 1;
        var scales = MusiqScale.Of(x.size(2), x.size(3), Config);
        var tokens = cat([.. scales.Select(s => Tokens(s, pixels))], 1);
        var positions = tensor(scales.SelectMany(s => s.Positions()).ToArray(), device: x.device);
        var indices = tensor(scales.SelectMany(s => Enumerable.Repeat((long)s.Index, s.Rows * s.Columns)).ToArray(), device: x.device);
        return _head.call(_encoder.call(tokens, positions, indices)).MoveToOuterDisposeScope();
    }

    /// <summary>Tokens of one scale, before they are told where they are.</summary>
    /// <param name="scale">One scale of the picture.</param>
    /// <param name="pixels">[B, 3, H, W] in −1..1.</param>
    /// <returns>[B, patches, width].</returns>
    public Tensor Tokens(MusiqScale scale, Tensor pixels)
    {
        using var scope = NewDisposeScope();
        var patches = scale.Cut(pixels);
        return Embed(patches.flatten(0, 1)).unflatten(0, patches.shape[..2]).MoveToOuterDisposeScope();
    }

    /// <summary>[N, 3, p, p] → [N, width]; patches do not know of each other.</summary>
    public Tensor Embed(Tensor patches)
    {
        using var scope = NewDisposeScope();
        return cat([.. patches.split(PatchesAtOnce, 0).Select(EmbedTogether)], 0).MoveToOuterDisposeScope();
    }

    /// <summary>The expected score.</summary>
    /// <param name="answer">[B, classes], what the network answers.</param>
    /// <returns>[B].</returns>
    public static Tensor Opinion(Tensor answer)
    {
        using var scope = NewDisposeScope();
        var classes = answer.size(1);
        var scores = arange(1, classes + 1, answer.dtype, answer.device);       // 1 where there is one class
        return (answer * scores).sum(1).MoveToOuterDisposeScope();
    }

    private Tensor EmbedTogether(Tensor patches)
    {
        using var scope = NewDisposeScope();
        var h = _rootNorm.call(_root.call(patches)).relu_();
        h = functional.max_pool2d(SamePadding.Apply(h, 3, 2), 3, 2);
        h = _block.call(h).permute(0, 2, 3, 1).flatten(1);      // TensorFlow's order: channels last
        return _embedding.call(h).MoveToOuterDisposeScope();
    }
}
