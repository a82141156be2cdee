using System.Text.RegularExpressions;
using static System.FormattableString;

namespace TorchTss.Fuzz;

/// <summary>What became of all mutants.</summary>
internal sealed partial class FuzzReport
{
    private readonly HashSet<string> _kinds = new(StringComparer.Ordinal);
    private readonly List<string> _failures = [];

    /// <summary>How many were tried.</summary>
    public long Mutants { get; private set; }

    /// <summary>How many of them were taken for checkpoints.</summary>
    public long Opened { get; private set; }

    /// <summary>How many different sentences there were, numbers and quoted texts apart.</summary>
    public int Sentences => _kinds.Count;

    /// <summary>The sentences.</summary>
    public IEnumerable<string> Kinds => _kinds.Order(StringComparer.Ordinal);

    /// <summary>The first failures.</summary>
    public IReadOnlyList<string> Failures => _failures;

    /// <summary>Notes one.</summary>
    public void Add(long number, FuzzOutcome outcome)
    {
        Mutants++;
        if (outcome.Opened) Opened++;
        if (outcome.Refusal is { } refusal) _kinds.Add(Varying().Replace(refusal[(refusal.IndexOf(": ", StringComparison.Ordinal) + 2)..], "_"));
        if (outcome.Failure is { } failure) Fail(number, failure);
    }

    /// <summary>Notes a failure.</summary>
    public void Fail(long number, string what) => _failures.Add(Invariant($"mutant {number}: {what}"));

    /// <inheritdoc/>
    public override string ToString() =>
        Invariant($"{Mutants} mutants: {Opened} opened, {Mutants - Opened} refused in {Sentences} sentences, {_failures.Count} failures");

    [GeneratedRegex(@"'[^']*'|\[[\d, -]*\]|begin [0-9A-F]+|0x[0-9A-F]+|-?\d+")]
    private static partial Regex Varying();
}
