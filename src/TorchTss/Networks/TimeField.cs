using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchTss.Networks;

/// <summary>One network's time embedding as a field over positions (TSS Eq. 9), kept as tables over the distinct timesteps.</summary>
/// <remarks>A position costs a gather, never an embedding: the perceptron runs once per distinct timestep,
/// a projection once per distinct timestep of its level.</remarks>
internal sealed class TimeField
{
    // table [G|1, U, T], already through SiLU: G batch rows with an added embedding of their own. rows [B|1, h, w]
    private readonly IReadOnlyDictionary<(long Height, long Width), (Tensor Table, Tensor Rows)> _bySize;
    private readonly bool _isUniform;

    private TimeField(IReadOnlyDictionary<(long, long), (Tensor, Tensor)> bySize, bool isUniform) => (_bySize, _isUniform) = (bySize, isUniform);

    /// <summary>The field of a step.</summary>
    /// <param name="levels">Where each timestep occurs.</param>
    /// <param name="embedding">[U, T]: the embedding of each distinct timestep.</param>
    /// <param name="added">[B|1, T], SDXL's embedding of pooled text and sizes, or null.
    /// SiLU acts on the sum, so the table has U rows per batch row.</param>
    public static TimeField Of(TimestepLevels levels, Tensor embedding, Tensor? added = null)
    {
        using var scope = NewDisposeScope();
        var sum = added is null ? embedding.unsqueeze(0) : embedding.unsqueeze(0) + added.unsqueeze(1);
        var table = sum.silu();
        return new TimeField(levels.BySize.ToDictionary(l => l.Key, l => Of(l.Value)), levels.IsUniform);

        (Tensor, Tensor) Of(LevelRows level) => (table.index_select(1, level.Used).MoveToOuterDisposeScope(), level.Rows);
    }

    /// <summary>The field of embeddings that are there already: one per batch row [B, T] or one per position [B, T, h, w].</summary>
    /// <param name="embeddings">Not yet through SiLU.</param>
    /// <param name="activate">false: they are projected as they are ("skip_time_act").</param>
    public static TimeField OfEmbeddings(Tensor embeddings, bool activate = true)
    {
        using var scope = NewDisposeScope();
        var (height, width) = embeddings.dim() == 2 ? (1, 1) : (embeddings.size(2), embeddings.size(3));
        var rowsOfTime = embeddings.view(embeddings.size(0), embeddings.size(1), height * width).transpose(1, 2);
        var table = activate ? rowsOfTime.silu() : rowsOfTime.contiguous().clone();
        var rows = arange(height * width, int64, embeddings.device).view(1, height, width);
        var level = (table.MoveToOuterDisposeScope(), rows.MoveToOuterDisposeScope());
        var bySize = new Dictionary<(long, long), (Tensor, Tensor)> { [(height, width)] = level };
        return new TimeField(bySize, isUniform: embeddings.dim() == 2);
    }

    /// <summary>Hands the tables to the enclosing dispose scope.</summary>
    public TimeField MoveToOuterDisposeScope()
    {
        foreach (var (table, _) in _bySize.Values) table.MoveToOuterDisposeScope();
        return this;
    }

    /// <summary>The projected embedding at every position of <paramref name="like"/>.</summary>
    /// <param name="projection">A block's own T → C.</param>
    /// <param name="like">[B, ·, h, w]; only its size is read.</param>
    /// <returns>[B|1, C, h|1, w|1], to be added or multiplied.</returns>
    public Tensor Project(Linear projection, Tensor like)
    {
        using var scope = NewDisposeScope();
        var (table, rows) = At(like.size(2), like.size(3));
        var projected = projection.call(table).transpose(1, 2).contiguous();                        // [G, C, U]
        var (batch, channels) = (Math.Max(rows.size(0), projected.size(0)), projected.size(1));
        var index = rows.view(rows.size(0), 1, -1).expand(batch, channels, -1);                     // [B, C, hw], the same for every channel
        return projected.expand(batch, -1, -1).gather(2, index).unflatten(2, [rows.size(1), rows.size(2)]).MoveToOuterDisposeScope();
    }

    private (Tensor Table, Tensor Rows) At(long height, long width) =>
        _bySize.TryGetValue(_isUniform ? (1, 1) : (height, width), out var found) ? found
            : throw new ArgumentException($"no level of the timestep map is {height}×{width}; levels: {Sizes}");

    private string Sizes => string.Join(", ", _bySize.Keys.Select(k => $"{k.Height}×{k.Width}"));
}
