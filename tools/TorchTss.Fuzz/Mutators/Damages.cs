namespace TorchTss.Fuzz.Mutators;

/// <summary>How often a file is damaged.</summary>
internal static class Damages
{
    private const int Most = 4;

    /// <summary>Mostly once: what is damaged much is refused early.</summary>
    public static int Count(Random random) => random.Next(3) < 2 ? 1 : random.Next(2, Most + 1);
}
