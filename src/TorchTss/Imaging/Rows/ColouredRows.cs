using static TorchSharp.torch;

namespace TorchTss.Imaging.Rows;

/// <summary>A restored picture with the colours of its source, by a fix that looks only so far. To the bit what it makes of the whole pictures.</summary>
/// <param name="restored">Disposed here.</param>
/// <param name="source">Of the same size; disposed here.</param>
/// <param name="fix">The fix.</param>
/// <param name="reach">Rows above and below that have a say in a row: <see cref="IColorFix.Reach"/>.</param>
internal sealed class ColouredRows(IPictureRows restored, IPictureRows source, IColorFix fix, int reach) : IPictureRows
{
    /// <inheritdoc/>
    public int Height => restored.Height;

    /// <inheritdoc/>
    public int Width => restored.Width;

    /// <inheritdoc/>
    public Tensor Read(int top, int bottom)
    {
        using var scope = NewDisposeScope();
        // Only at the picture's own edges do the ends of the rows that are read count as edges.
        var (from, to) = (Math.Max(0, top - reach), Math.Min(Height, bottom + reach));
        return fix.Apply(restored.Read(from, to), source.Read(from, to)).narrow(2, top - from, bottom - top).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        restored.Dispose();
        source.Dispose();
    }
}
