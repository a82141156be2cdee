namespace TorchTss.Networks;

/// <summary>How much memory a network's intermediate tensors take at their peak, from its configuration: an estimate from above.</summary>
/// <remarks>Counted in feature maps that are alive at once, as the forward passes here free them: a convolution holds its input, the normalised copy,
/// its output and the blocked copies of both that oneDNN makes; attention holds about nine maps of its width.</remarks>
internal static class ActivationMemory
{
    private const int AttentionMaps = 9;
    private const double Margin = 1.1;

    /// <summary>Elements of a UNet's pass, a ControlNet's residuals included.</summary>
    /// <param name="c">The network.</param>
    /// <param name="positions">Latent positions h·w, times the batch (2 with guidance).</param>
    public static long UNet(UNetConfig c, long positions)
    {
        var skips = Skips(c);
        var (all, finest) = (skips.Sum(s => s.Channels / s.Area), skips.Where(s => s.Level == 0).Sum(s => (double)s.Channels));
        // Residuals live to the end. Either all skips are there and the coarsest level works, or the finest level's are and it works.
        var coarsest = all + Layer(c, c.Levels - 1, 2 * c.Channels[^1]) / Area(c.Levels - 1);
        var top = finest + Layer(c, 0, c.Channels[0] + c.Channels[Math.Min(1, c.Levels - 1)]);
        return Elements(all + Math.Max(coarsest, top), positions);
    }

    /// <summary>Elements of a ControlNet's pass.</summary>
    /// <param name="c">The network.</param>
    /// <param name="positions">Latent positions h·w, times the batch.</param>
    public static long ControlNet(ControlNetConfig c, long positions)
    {
        var all = Skips(c).Sum(s => s.Channels / s.Area);
        var hint = Convolution(c.HintWidths[0], c.HintWidths[0]) * c.HintScale * c.HintScale;
        return Elements(Math.Max(2 * all + Layer(c, 0, c.Channels[0]), hint), positions);
    }

    /// <summary>Elements of a pass of SUPIR's control network and UNet: the control's features and the skips live through the UNet's way up.</summary>
    /// <param name="c">The UNet.</param>
    /// <param name="positions">Latent positions h·w, times the batch (2 with guidance).</param>
    public static long Supir(DenoiserConfig c, long positions)
    {
        var all = Skips(c).Sum(s => s.Channels / s.Area) + c.Channels[^1] / Area(c.Levels - 1);
        var joined = c.Channels[0] + c.Channels[Math.Min(1, c.Levels - 1)];
        // An adaptor holds both halves raw and normalised, gain, shift and a convolution's blocked copy.
        return Elements(2 * all + Math.Max(5 * joined + 2 * c.Channels[0], Layer(c, 0, joined)), positions);
    }

    /// <summary>Elements of encoding a picture, or a tile of one.</summary>
    /// <param name="c">The autoencoder.</param>
    /// <param name="pixels">H·W.</param>
    public static long Encode(AutoencoderConfig c, long pixels) => Elements(c.ImageChannels + Convolution(c.Channels[0], c.Channels[0]), pixels);

    /// <summary>Elements of decoding a picture, or a tile of one.</summary>
    /// <param name="c">The autoencoder.</param>
    /// <param name="pixels">H·W.</param>
    public static long Decode(AutoencoderConfig c, long pixels)
    {
        var before = c.Channels[Math.Min(1, c.Channels.Length - 1)];
        // The last enlargement, then the block that narrows what came of it.
        return Elements(Math.Max(before / 4 + 4 * before, Convolution(before, c.Channels[0])), pixels);
    }

    /// <summary>A residual block's maps, or those of the transformer behind it.</summary>
    private static double Layer(DenoiserConfig c, int level, int input)
    {
        var output = c.Channels[level];
        return Math.Max(Convolution(input, output), c.TransformerDepth[level] > 0 ? AttentionMaps * output : 0);
    }

    // Input, its normalised copy, output, and blocked copies; the second convolution holds the block's input besides.
    private static double Convolution(int input, int output) => Math.Max(3 * input + 2 * output, input + 4 * output);

    private static (int Level, int Channels, double Area)[] Skips(DenoiserConfig c)
    {
        var skips = new List<(int, int, double)> { (0, c.Channels[0], 1) };
        for (var level = 0; level < c.Levels; level++)
        {
            for (var j = 0; j < c.Layers[level]; j++) skips.Add((level, c.Channels[level], Area(level)));
            if (level < c.Levels - 1) skips.Add((level + 1, c.Channels[level], Area(level + 1)));
        }
        return [.. skips];
    }

    private static double Area(int level) => 1 << (2 * level);

    private static long Elements(double maps, long positions) => (long)(maps * positions * Margin);
}
