namespace TorchTss.Experiments.Tuning;

/// <summary>How thoroughly candidates are measured.</summary>
/// <param name="Pictures">On the first so many pictures of the fitting part.</param>
/// <param name="Seeds">With so many seeds each.</param>
internal readonly record struct Fidelity(int Pictures, int Seeds)
{
    /// <summary>Runs per candidate.</summary>
    public int Cells => Pictures * Seeds;

    /// <summary>From little to everything: first more pictures, when they have run out more seeds. Each rung contains the one before.</summary>
    public static IReadOnlyList<Fidelity> Ladder(int first, int pictures, int seeds, int eta)
    {
        var rungs = new List<Fidelity> { new(Math.Min(first, pictures), 1) };
        while (rungs[^1] is var last && last != new Fidelity(pictures, seeds))
        {
            rungs.Add(last.Pictures < pictures
                ? last with { Pictures = (int)Math.Min(pictures, (long)last.Pictures * eta) }
                : last with { Seeds = (int)Math.Min(seeds, (long)last.Seeds * eta) });
        }
        return rungs;
    }
}
