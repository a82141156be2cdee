using static TorchSharp.torch;

namespace TorchTss.Networks;

/// <summary>The timestep of every latent position. A scalar is a 1×1 map: there is no second code path.</summary>
/// <remarks>A map that says the same everywhere collapses to 1×1 as it is made: it computes what the scalar computes, bit for bit
/// and at the same cost. Its tensors belong to the dispose scope of whoever makes it.</remarks>
internal sealed class TimestepMap
{
    private readonly ILevelMap _rule;

    /// <summary>The timesteps of a step.</summary>
    /// <param name="timestep">[B|1, 1, h|1, w|1], [B|1, h|1, w|1], one number per batch item [B] or for all of them [].
    /// Table indices, possibly fractional; any dtype and device.</param>
    /// <param name="rule">How the map becomes coarser.</param>
    public TimestepMap(Tensor timestep, ILevelMap rule)
    {
        using var scope = NewDisposeScope();
        var values = timestep.to(float64).cpu();
        values = values.dim() switch
        {
            0 or 1 => values.view(-1, 1, 1),
            3 => values,
            4 when values.size(1) == 1 => values.squeeze(1),
            _ => throw new ArgumentException($"a timestep map is [], [B], [B, h, w] or [B, 1, h, w], not [{string.Join(", ", values.shape)}]"),
        };
        var item = values.narrow(0, 0, 1);
        if (values.eq(item).all().item<bool>()) values = item;
        var corner = values.narrow(1, 0, 1).narrow(2, 0, 1);
        if (values.eq(corner).all().item<bool>()) values = corner;
        (Values, _rule) = (values.contiguous().MoveToOuterDisposeScope(), rule);
    }

    /// <summary>[B|1, h|1, w|1] float64 on the CPU.</summary>
    public Tensor Values { get; }

    /// <summary>Whether every position of an item has the same timestep.</summary>
    public bool IsUniform => Values.size(1) == 1 && Values.size(2) == 1;

    /// <summary>What every network of a step shares: the distinct timesteps over all levels, and where they occur.</summary>
    /// <param name="height">Latent height.</param>
    /// <param name="width">Latent width.</param>
    /// <param name="levels">How many levels the deepest network has.</param>
    /// <param name="device">Where the networks run; null: the CPU.</param>
    public TimestepLevels Levels(long height, long width, int levels, Device? device = null)
    {
        using var scope = NewDisposeScope();
        if (!IsUniform && (Values.size(1) != height || Values.size(2) != width))
        {
            throw new ArgumentException($"the timestep map is {Values.size(1)}×{Values.size(2)}, the latent {height}×{width}");
        }
        Tensor[] maps = IsUniform ? [Values] : [.. Enumerable.Range(0, levels).Select(level => _rule.Reduce(Values, level))];
        var (distinct, inverse, _) = cat([.. maps.Select(m => m.flatten())]).unique(return_inverse: true);
        var bySize = new Dictionary<(long, long), LevelRows>();
        foreach (var (map, index) in maps.Zip(inverse!.split([.. maps.Select(m => m.numel())])))
        {
            var (used, rows, _) = index.unique(return_inverse: true);
            // Only 1×1 occurs twice, and then every cell covers the whole map.
            bySize.TryAdd((map.size(1), map.size(2)), new LevelRows(Kept(used), Kept(rows!.view(map.shape))));
        }
        return new TimestepLevels(distinct.MoveToOuterDisposeScope(), bySize, IsUniform);

        Tensor Kept(Tensor index) => index.to(device ?? CPU).MoveToOuterDisposeScope();
    }
}
