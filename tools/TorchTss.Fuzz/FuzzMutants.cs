using TorchTss.Fuzz.Mutators;

namespace TorchTss.Fuzz;

/// <summary>Damaged files, each a function of the seed and its number.</summary>
internal sealed class FuzzMutants(FuzzSeeds seeds, int seed)
{
    // Pickles are where the danger is.
    private static readonly IMutator[] _mutators =
        [new PickleMutator(), new PickleMutator(), new ZipMutator(), new HeaderMutator(), new ByteMutator()];

    /// <summary>The mutant of a number.</summary>
    public byte[] this[long number]
    {
        get
        {
            var random = new Random(Mixed(seed, number));
            while (true)
            {
                var mutator = _mutators[random.Next(_mutators.Length)];
                if (mutator.Damage(seeds.Next(random), random) is { } mutant) return mutant;
            }
        }
    }

    // SplitMix64; the same in every run, unlike System.HashCode.
    private static int Mixed(int seed, long number)
    {
        var z = unchecked((ulong)number * 0x9E3779B97F4A7C15 + (uint)seed);
        z = unchecked((z ^ z >> 30) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ z >> 27) * 0x94D049BB133111EB);
        return (int)(z ^ z >> 31);
    }
}
