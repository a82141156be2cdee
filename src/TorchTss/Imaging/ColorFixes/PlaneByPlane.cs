using static TorchSharp.torch;

namespace TorchTss.Imaging.ColorFixes;

/// <summary>Work on one channel of one picture at a time, so that the temporaries are a third as large.</summary>
internal static class PlaneByPlane
{
    /// <summary>Fills a tensor like <paramref name="restored"/>, channel by channel.</summary>
    /// <param name="restored">[B, C, H, W].</param>
    /// <param name="source">The same shape.</param>
    /// <param name="fix">Two [1, 1, H, W] planes to one.</param>
    /// <exception cref="ArgumentException">Two shapes.</exception>
    public static Tensor Apply(Tensor restored, Tensor source, Func<Tensor, Tensor, Tensor> fix)
    {
        CheckShapes(restored, source);
        using var scope = NewDisposeScope();
        var result = empty_like(restored);
        for (long b = 0; b < restored.size(0); b++)
        {
            for (long c = 0; c < restored.size(1); c++)
            {
                using var plane = NewDisposeScope();
                Plane(result, b, c).copy_(fix(Plane(restored, b, c), Plane(source, b, c)));
            }
        }
        return result.MoveToOuterDisposeScope();
    }

    /// <summary>Refuses two shapes.</summary>
    public static void CheckShapes(Tensor restored, Tensor source)
    {
        if (restored.shape.SequenceEqual(source.shape)) return;
        var (first, second) = (string.Join(", ", restored.shape), string.Join(", ", source.shape));
        throw new ArgumentException($"a colour fix needs two pictures of one shape, got [{first}] and [{second}]");
    }

    private static Tensor Plane(Tensor image, long b, long c) => image.narrow(0, b, 1).narrow(1, c, 1);
}
