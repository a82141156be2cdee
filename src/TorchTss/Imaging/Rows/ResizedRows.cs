using static TorchSharp.torch;

namespace TorchTss.Imaging.Rows;

/// <summary>A picture at another size by torch's bicubic (a = −0.75, no antialiasing, corners not aligned), a few rows at a time.</summary>
/// <remarks>Columns by torch itself, rows by the four taps of its kernel in its float32 arithmetic: what torch makes of the whole picture, up to the
/// order in which the sixteen products are added.</remarks>
/// <param name="picture">Disposed here.</param>
/// <param name="height">The new H.</param>
/// <param name="width">The new W.</param>
internal sealed class ResizedRows(IPictureRows picture, int height, int width) : IPictureRows
{
    private const int Taps = 4;
    private const float A = -0.75f;

    /// <inheritdoc/>
    public int Height => height;

    /// <inheritdoc/>
    public int Width => width;

    /// <inheritdoc/>
    public Tensor Read(int top, int bottom)
    {
        using var scope = NewDisposeScope();
        var (first, last) = (Row(Source(top).Whole - 1), Row(Source(bottom - 1).Whole + 2));
        var rows = picture.Read(first, last + 1);
        var across = rows.size(3) == width ? rows
            : nn.functional.interpolate(rows, size: [rows.size(2), width], mode: InterpolationMode.Bicubic, align_corners: false);
        var sum = zeros([rows.size(0), rows.size(1), bottom - top, width], float32);
        for (var tap = 0; tap < Taps; tap++)
        {
            using var one = NewDisposeScope();
            var (places, weights) = (new long[bottom - top], new float[bottom - top]);
            for (var y = top; y < bottom; y++)
            {
                var (whole, part) = Source(y);
                (places[y - top], weights[y - top]) = (Row(whole - 1 + tap) - first, Weight(tap, part));
            }
            sum.addcmul_(across.index_select(2, tensor(places)), tensor(weights).view(-1, 1), 1);
        }
        return sum.MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose() => picture.Dispose();

    private int Row(int row) => Math.Clamp(row, 0, picture.Height - 1);

    /// <summary>Where a row lies in the picture: the row before it, and how far behind that.</summary>
    private (int Whole, float Part) Source(int y)
    {
        var place = MathF.FusedMultiplyAdd((float)picture.Height / height, y + 0.5f, -0.5f);      // as torch's kernels are compiled
        var whole = Math.Min((int)MathF.Floor(place), picture.Height - 1);
        return (whole, Math.Clamp(place - whole, 0, 1));
    }

    // Keys' kernel at distances 1 + t, t, 1 − t, 2 − t.
    private static float Weight(int tap, float t) => tap switch
    {
        0 => Far(t + 1),
        1 => Near(t),
        2 => Near(1 - t),
        _ => Far(2 - t),
    };

    private static float Near(float x) => MathF.FusedMultiplyAdd(MathF.FusedMultiplyAdd(A + 2, x, -(A + 3)) * x, x, 1);

    private static float Far(float x) => MathF.FusedMultiplyAdd(MathF.FusedMultiplyAdd(MathF.FusedMultiplyAdd(A, x, -5 * A), x, 8 * A), x, -4 * A);
}
