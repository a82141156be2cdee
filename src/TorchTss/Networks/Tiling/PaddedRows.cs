using TorchTss.Imaging;
using static TorchSharp.torch;

namespace TorchTss.Networks.Tiling;

/// <summary>The rows of the answer that one row of padded tiles is pasted into, and those below that it fades into.</summary>
/// <param name="part">The network.</param>
/// <param name="source">The picture.</param>
/// <param name="fade">Rows and columns of the answer to either side of a border over which tiles fade.</param>
internal sealed class PaddedRows(AutoencoderPart part, TileSource source, int fade) : IDisposable
{
    private readonly long _height = part.Length(source.Height), _width = part.Length(source.Width);
    private Tensor? _rows;                                      // from the first row that is not finished to the last that this row of tiles reaches
    private long _top, _bottom;

    /// <summary>One tile of the row.</summary>
    /// <param name="answer">The network's, to all of what was cut.</param>
    /// <param name="cut">The tile in the picture.</param>
    /// <param name="kept">Its own part of the answer.</param>
    public void Paste(Tensor answer, TileWindow cut, TileWindow kept)
    {
        using var scope = NewDisposeScope();
        if (kept.Y + kept.Height != _bottom) Extend(kept.Y + kept.Height);
        var rows = PastedSpan.Of(part.Length(cut.Y), answer.size(2), kept.Y, kept.Height, _height, fade);
        var columns = PastedSpan.Of(part.Length(cut.X), answer.size(3), kept.X, kept.Width, _width, fade);
        var place = _rows!.narrow(2, rows.To - _top, rows.Length).narrow(3, columns.To, columns.Length);
        var own = answer.narrow(2, rows.From, rows.Length).narrow(3, columns.From, columns.Length);
        if (fade == 0) place.copy_(own);
        else place.add_((own * rows.Share().view(-1, 1).to(own) * columns.Share().to(own)).to(place));
    }

    /// <summary>What no later tile changes.</summary>
    /// <returns>[B, C, rows, W] in no scope.</returns>
    public Tensor Finish()
    {
        using var scope = NewDisposeScope();
        using var rows = _rows!;
        _rows = null;
        var count = (_bottom == _height ? _height : _bottom - fade) - _top;
        _top += count;
        if (count == rows.size(2)) return rows.alias().DetachFromDisposeScope();
        _rows = rows.narrow(2, count, rows.size(2) - count).clone().DetachFromDisposeScope();
        return rows.narrow(2, 0, count).DetachFromDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose() => _rows?.Dispose();

    private void Extend(long bottom)
    {
        _bottom = bottom;
        var room = part.Room(source, Math.Min(bottom + fade, _height) - _top);
        if (_rows is { } begun)
        {
            room.narrow(2, 0, begun.size(2)).copy_(begun);
            begun.Dispose();
        }
        _rows = room.DetachFromDisposeScope();
    }
}
