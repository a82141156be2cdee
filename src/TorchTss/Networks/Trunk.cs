using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchTss.Networks;

/// <summary>How UNet and ControlNet build and run what they share.</summary>
/// <remarks>Their keys stand at the root of either network, so this is no module of its own.</remarks>
internal static class Trunk
{
    /// <summary>The levels of the way down.</summary>
    public static ModuleList<DownBlock> DownBlocks(DenoiserConfig c) => new([.. Enumerable.Range(0, c.Levels).Select(level => DownBlock(c, level))]);

    /// <summary>The bottom.</summary>
    public static MidBlock MidBlock(DenoiserConfig c) => new(
        c.Resnet(c.Channels[^1], c.Channels[^1]) with { Divisor = c.MiddleDivisor }, c.Transformer(c.Levels - 1, c.MiddleDepth));

    /// <summary>SDXL's embedding of pooled text and sizes, null for the others.</summary>
    public static TimestepEmbedding? AddedEmbedding(DenoiserConfig c) =>
        c.TextTime is { } added ? new TimestepEmbedding(added.InputWidth, c.TimeChannels) : null;

    private static DownBlock DownBlock(DenoiserConfig c, int level)
    {
        var (input, output) = (c.Channels[Math.Max(level - 1, 0)], c.Channels[level]);
        return new DownBlock(
            [.. Enumerable.Range(0, c.Layers[level]).Select(j => c.Resnet(j == 0 ? input : output, output))],
            c.Transformer(level, c.TransformerDepth[level]),
            downsample: level < c.Levels - 1);
    }

    /// <summary>The channels of each skip, in the order of the way down.</summary>
    public static IEnumerable<int> SkipChannels(DenoiserConfig c)
    {
        yield return c.Channels[0];
        for (var level = 0; level < c.Levels; level++)
        {
            for (var j = 0; j < c.Layers[level] + (level < c.Levels - 1 ? 1 : 0); j++) yield return c.Channels[level];
        }
    }

    /// <summary>One network's time embedding of a step.</summary>
    public static TimeField TimeField(DenoiserConfig c, TimestepLevels levels, Conditioning given, TimestepEmbedding time, TimestepEmbedding? added)
    {
        using var scope = NewDisposeScope();
        var device = given.Text.device;
        var embedding = time.call(c.Time.Of(levels.Distinct.to(device)));
        if (added is null) return Networks.TimeField.Of(levels, embedding).MoveToOuterDisposeScope();
        if (given is not { Pooled: { } pooled, TimeIds: { } ids }) throw new ArgumentException("this network needs pooled text and time ids");
        var numbers = new Sinusoid(c.TextTime!.NumberWidth, c.CosineFirst, c.FrequencyShift).Of(ids.flatten()).view(ids.size(0), -1);
        var rows = Math.Max(pooled.size(0), ids.size(0));
        var both = cat([pooled.expand(rows, -1), numbers.to(pooled.dtype).expand(rows, -1)], 1);        // pooled text first
        return Networks.TimeField.Of(levels, embedding, added.call(both)).MoveToOuterDisposeScope();
    }

    /// <summary>Down and through the bottom, if there is one. <paramref name="h"/> becomes the first skip.</summary>
    /// <returns>The skips, finest at the bottom of the stack, and the bottom's output; all in the caller's scope.</returns>
    public static (Stack<Tensor> Skips, Tensor Middle) Run(
        ModuleList<DownBlock> downBlocks, MidBlock? midBlock, Tensor h, TimeField time, Tensor text)
    {
        var skips = new Stack<Tensor>([h]);
        foreach (var block in downBlocks) h = block.call(h, time, text, skips);
        // Without a bottom the last skip is what the way up begins with; it changes there, and the skip must not.
        return (skips, midBlock?.call(h, time, text) ?? h.clone());
    }
}
