using static TorchSharp.torch;

namespace TorchTss.Networks.Supir;

/// <summary>The vector that SUPIR's networks are told besides the text: pooled text, then the sinusoids of sizes.</summary>
/// <remarks>sgm GeneralConditioner with ConcatTimestepEmbedderND.</remarks>
internal static class SizeVector
{
    /// <summary>Width of each number's sinusoid in the released model.</summary>
    public const int Width = 256;

    /// <summary>How many: height and width of original, crop and target.</summary>
    private const int Sizes = 6;

    /// <summary>Width of each number's sinusoid where the vector and the pooled text have these widths; null where six even ones do not fill the rest.</summary>
    public static int? WidthFor(int vector, long pooled) =>
        (int)(vector - pooled) is var rest && rest > 0 && rest % (2 * Sizes) == 0 ? rest / Sizes : null;

    /// <summary>Pooled text and sizes in one.</summary>
    /// <param name="pooled">[B, P].</param>
    /// <param name="sizes">[B|1, n]: original height and width, crop top and left, target height and width.</param>
    /// <param name="width">Width of each number's sinusoid.</param>
    /// <returns>[B, P + n·width] in the type of <paramref name="pooled"/>.</returns>
    public static Tensor Of(Tensor pooled, Tensor sizes, int width = Width)
    {
        using var scope = NewDisposeScope();
        var embedded = new Sinusoid(width).Of(sizes.flatten()).view(sizes.size(0), -1).expand(pooled.size(0), -1);
        return cat([pooled, embedded.to(pooled.dtype, pooled.device)], 1).MoveToOuterDisposeScope();
    }
}
