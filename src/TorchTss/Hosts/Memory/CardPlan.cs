namespace TorchTss.Hosts.Memory;

/// <summary>How a run fits onto a card: the options that change least.</summary>
/// <param name="Gigabytes">Of the card, as it is sold.</param>
/// <param name="Options">What must be added; empty where nothing must; null where nothing helps.</param>
/// <param name="Peak">Bytes at the peak, with these options; without any where nothing helps.</param>
internal sealed record CardPlan(int Gigabytes, IReadOnlyList<string>? Options, long Peak)
{
    private const long Gibibyte = 1L << 30;

    private static readonly int[] _cards = [8, 12, 16, 24];

    private static readonly MemorySaving _small = new("--latent-tile 64", s => s with { LatentTile = 64 });

    /// <summary>Plans for the cards that people have. Nothing is run and no card is needed; computed, not measured.</summary>
    /// <param name="settings">The run; its device does not matter.</param>
    /// <param name="width">Width of the input in pixels.</param>
    /// <param name="height">Its height.</param>
    public static IReadOnlyList<CardPlan> Of(RunSettings settings, int width, int height)
    {
        var (run, kind) = (settings with { Device = "cuda" }, MemoryCheck.Kind(settings));
        var ways = Ways(MemorySaving.For(run)).Select(way => (Way: way, MemoryCheck.Need(way.Aggregate(run, (s, saving) => saving.With(s)), width, height, kind)?.Peak)).ToArray();
        return ways[0].Peak is not { } plain ? [] : [.. _cards.Select(card => Best(card, plain, ways))];
    }

    private static CardPlan Best(int card, long plain, IEnumerable<(MemorySaving[] Way, long? Peak)> ways)
    {
        var fitting = ways.FirstOrDefault(w => w.Peak <= card * Gibibyte);
        return fitting.Peak is { } peak ? new CardPlan(card, [.. fitting.Way.Select(s => s.Option)], peak) : new CardPlan(card, null, plain);
    }

    /// <summary>From nothing to everything; tiles before loading every network again in every step.</summary>
    private static IEnumerable<MemorySaving[]> Ways(IReadOnlyList<MemorySaving> savings)
    {
        var tiles = savings.Contains(MemorySaving.LatentTile)
            ? new MemorySaving[][] { [], [MemorySaving.Tile], [MemorySaving.Tile, MemorySaving.LatentTile], [MemorySaving.Tile, _small] }
            : [[], [MemorySaving.Tile]];
        return [.. tiles, .. tiles.Select(t => (MemorySaving[])[.. t, MemorySaving.LowMemory])];
    }
}
