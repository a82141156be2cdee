using static TorchSharp.torch;

namespace TorchTss.Imaging.Rows;

/// <summary>Rows of a picture that comes in bands; bands are asked for when their rows are, and let go when all of theirs were.</summary>
/// <param name="bands">[1, 3, rows, W] float32 each, in no dispose scope; disposed here.</param>
/// <param name="height">All their rows.</param>
/// <param name="width">W.</param>
internal sealed class BandedRows(IEnumerable<Tensor> bands, int height, int width) : IPictureRows
{
    private readonly IEnumerator<Tensor> _bands = bands.GetEnumerator();
    private Tensor? _rows;                                      // those from _top on that were made and may be asked for
    private int _top;

    /// <inheritdoc/>
    public int Height => height;

    /// <inheritdoc/>
    public int Width => width;

    private int Bottom => _top + (int)(_rows?.size(2) ?? 0);

    /// <inheritdoc/>
    public Tensor Read(int top, int bottom)
    {
        using var scope = NewDisposeScope();
        Drop(top);
        while (Bottom < bottom) Append();
        return _rows!.narrow(2, top - _top, bottom - top).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _rows?.Dispose();
        _bands.Dispose();
    }

    /// <summary>Copies what is left once it is the lesser part, so that the whole band does not stay for its last rows.</summary>
    private void Drop(int top)
    {
        if (_rows is null || 2 * (Bottom - top) >= _rows.size(2)) return;
        using var rows = _rows;
        var (gone, left) = (Math.Min(top, Bottom) - _top, Math.Max(0, Bottom - top));
        _rows = left == 0 ? null : rows.narrow(2, gone, left).clone().DetachFromDisposeScope();
        _top += gone;
    }

    private void Append()
    {
        if (!_bands.MoveNext()) throw new InvalidOperationException($"{height} rows were announced, and bands ended at {Bottom}");
        var band = _bands.Current;
        if (_rows is { } rows)
        {
            using (rows)
            using (band) _rows = cat([rows, band], 2).DetachFromDisposeScope();
            return;
        }
        _rows = band;
    }
}
