namespace TorchTss.Fuzz;

/// <summary>How much is to be done.</summary>
internal sealed record FuzzOptions
{
    /// <summary>So many mutants.</summary>
    public long Mutants { get; init; } = 100_000;

    /// <summary>No longer than this.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.MaxValue;

    /// <summary>Mutant i depends on this and i alone.</summary>
    public int Seed { get; init; }

    /// <summary>The number of the first mutant: to see one again.</summary>
    public long First { get; init; }

    /// <summary>One mutant may not take longer.</summary>
    public TimeSpan PerMutant { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Where failing mutants are kept; null: nowhere.</summary>
    public string? Keep { get; init; }
}
