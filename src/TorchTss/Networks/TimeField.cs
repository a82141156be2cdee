using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchTss.Networks;

/// <summary>One network's time embedding as a field over positions (TSS Eq. 9), kept as a table over the distinct timesteps.</summary>
/// <remarks>A position costs a gather, never an embedding: the perceptron and the projections run once per distinct timestep.</remarks>
internal sealed class TimeField
{
    private readonly Tensor _table;             // [G|1, U, T], already through SiLU: G batch rows with an added embedding of their own
    private readonly LevelRows _rows;

    private TimeField(Tensor table, LevelRows rows) => (_table, _rows) = (table, rows);

    /// <summary>The field of a step.</summary>
    /// <param name="levels">Where each timestep occurs.</param>
    /// <param name="embedding">[U, T]: the embedding of each distinct timestep.</param>
    /// <param name="added">[B|1, T], SDXL's embedding of pooled text and sizes, or null. SiLU acts on the sum, so the table has U rows per batch row.</param>
    public static TimeField Of(TimestepLevels levels, Tensor embedding, Tensor? added = null)
    {
        using var scope = NewDisposeScope();
        var sum = added is null ? embedding.unsqueeze(0) : embedding.unsqueeze(0) + added.unsqueeze(1);
        return new TimeField(sum.silu().MoveToOuterDisposeScope(), levels.Rows);
    }

    /// <summary>The field of embeddings that are there already: one per batch row [B, T] or one per position [B, T, h, w].</summary>
    public static TimeField OfEmbeddings(Tensor embeddings)
    {
        using var scope = NewDisposeScope();
        var (height, width) = embeddings.dim() == 2 ? (1, 1) : (embeddings.size(2), embeddings.size(3));
        var table = embeddings.view(embeddings.size(0), embeddings.size(1), height * width).transpose(1, 2).silu();
        var rows = arange(height * width, int64, embeddings.device).view(1, height, width).MoveToOuterDisposeScope();
        var bySize = new Dictionary<(long, long), Tensor> { [(height, width)] = rows };
        return new TimeField(table.MoveToOuterDisposeScope(), new LevelRows(bySize, isUniform: embeddings.dim() == 2));
    }

    /// <summary>Hands the table to the enclosing dispose scope.</summary>
    public TimeField MoveToOuterDisposeScope()
    {
        _table.MoveToOuterDisposeScope();
        return this;
    }

    /// <summary>The projected embedding at every position of <paramref name="like"/>.</summary>
    /// <param name="projection">A block's own T → C.</param>
    /// <param name="like">[B, ·, h, w]; only its size is read.</param>
    /// <returns>[B|1, C, h|1, w|1], to be added or multiplied.</returns>
    public Tensor Project(Linear projection, Tensor like)
    {
        using var scope = NewDisposeScope();
        var rows = _rows.For(like.size(2), like.size(3));
        var projected = projection.call(_table).transpose(1, 2).contiguous();                                   // [G, C, U]
        var (batch, channels) = (Math.Max(rows.size(0), projected.size(0)), projected.size(1));
        var index = rows.view(rows.size(0), 1, -1).expand(batch, channels, -1);                                 // [B, C, hw], one row of indices
        return projected.expand(batch, -1, -1).gather(2, index).unflatten(2, [rows.size(1), rows.size(2)]).MoveToOuterDisposeScope();
    }
}
