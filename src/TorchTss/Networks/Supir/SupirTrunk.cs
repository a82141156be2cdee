using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchTss.Networks.Supir;

/// <summary>How SUPIR's UNet and control network build and run what they share.</summary>
/// <remarks>Their keys stand at the root of either network, so this is no module of its own.</remarks>
internal static class SupirTrunk
{
    /// <summary>The perceptron behind a sinusoid or a vector.</summary>
    public static Sequential Embedding(int input, int output) =>
        Sequential(("0", Linear(input, output)), ("1", SiLU()), ("2", Linear(output, output)));

    /// <summary>The way down.</summary>
    public static ModuleList<Stage> InputBlocks(SupirConfig c)
    {
        var stages = new List<Stage> { new(Conv2d(c.InChannels, c.Channels[0], 3, padding: 1)) };
        for (var level = 0; level < c.Levels; level++)
        {
            for (var j = 0; j < c.Layers[level]; j++)
            {
                var input = j == 0 ? c.Channels[Math.Max(level - 1, 0)] : c.Channels[level];
                stages.Add(new(new ResBlock(c.Resnet(input, c.Channels[level])), Transformer(c, level)));
            }
            if (level == c.Levels - 1) break;
            stages.Add(new(Sequential(("op", Conv2d(c.Channels[level], c.Channels[level], 3, stride: 2, padding: 1)))));
        }
        return new([.. stages]);
    }

    /// <summary>The bottom.</summary>
    public static Stage MiddleBlock(SupirConfig c)
    {
        var shape = c.Resnet(c.Channels[^1], c.Channels[^1]);
        return new(new ResBlock(shape), new SpatialTransformer(c.Transformer(c.Levels - 1, c.MiddleDepth)!), new ResBlock(shape));
    }

    /// <summary>A level's transformer, null where it has none.</summary>
    public static SpatialTransformer? Transformer(SupirConfig c, int level) =>
        c.Transformer(level, c.TransformerDepth[level]) is { } shape ? new SpatialTransformer(shape) : null;

    /// <summary>One network's time embedding of a step.</summary>
    /// <param name="c">Its shape.</param>
    /// <param name="levels">The step's timesteps.</param>
    /// <param name="vector">[B, VectorChannels]: pooled text and sizes.</param>
    /// <param name="time">Its <c>time_embed</c>.</param>
    /// <param name="label">Its <c>label_emb</c>.</param>
    public static TimeField TimeField(SupirConfig c, TimestepLevels levels, Tensor vector, Sequential time, Sequential label)
    {
        using var scope = NewDisposeScope();
        var embedding = time.call(c.Time.Of(levels.Distinct.to(vector.device)).to(vector.dtype));
        return Networks.TimeField.Of(levels, embedding, label.call(vector)).MoveToOuterDisposeScope();
    }
}
