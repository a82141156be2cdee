using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Networks.Supir;

/// <summary>One entry of the way down, the middle or the way up: layers that each take what they need of time and text.</summary>
/// <remarks>x [B, In, h, w], context [B, M, Cc] → [B, Out, h', w']. sgm TimestepEmbedSequential.</remarks>
internal sealed class Stage : Module<Tensor, TimeField, Tensor, Tensor>
{
    private readonly Module[] _layers;

    public Stage(params Module?[] layers) : base(nameof(Stage))
    {
        _layers = [.. layers.OfType<Module>()];
        for (var j = 0; j < _layers.Length; j++) register_module($"{j}", _layers[j]);
    }

    /// <summary>Residual block, transformer, upsampling: where SUPIR attends to the control before the last.</summary>
    public bool AttendsToControl => _layers is [_, _, Upsample];

    public override Tensor forward(Tensor x, TimeField time, Tensor context) => Run(_layers, x, time, context);

    /// <summary>All layers, with <paramref name="between"/> before the last one.</summary>
    public Tensor Call(Tensor x, TimeField time, Tensor context, Func<Tensor, Tensor> between)
    {
        using var scope = NewDisposeScope();
        var h = between(Run(_layers[..^1], x, time, context));
        return Run(_layers[^1..], h, time, context).MoveToOuterDisposeScope();
    }

    private static Tensor Run(IEnumerable<Module> layers, Tensor x, TimeField time, Tensor context)
    {
        using var scope = NewDisposeScope();
        var h = x;
        foreach (var layer in layers)
        {
            var next = layer switch
            {
                ResBlock block => block.call(h, time),
                SpatialTransformer transformer => transformer.call(h, context),
                Upsample upsample => upsample.call(h, (2 * h.size(2), 2 * h.size(3))),
                _ => ((Module<Tensor, Tensor>)layer).call(h),
            };
            if (!ReferenceEquals(h, x)) h.Dispose();        // x is the caller's
            h = next;
        }
        return h.MoveToOuterDisposeScope();
    }
}
