using TorchSharp;

namespace TorchTss.Runtime;

/// <summary>Noise from one seed: each name has a torch generator of its own, seeded from the seed and the name.</summary>
/// <param name="seed">The seed.</param>
/// <param name="sample">Which of several results it is for: 0 draws what a single one draws, the others draw otherwise.</param>
public sealed class SeededNoise(long seed, int sample = 0) : INoise
{
    private readonly string _prefix = sample == 0 ? "" : FormattableString.Invariant($"sample.{sample}/");

    /// <inheritdoc/>
    public torch.Tensor Draw(string name, ReadOnlySpan<long> shape)
    {
        using var generator = new torch.Generator(Mix((ulong)seed, _prefix + name), torch.CPU);
        return torch.randn(shape.ToArray(), dtype: torch.float32, device: torch.CPU, generator: generator);
    }

    /// <summary>FNV-1a of the name, then SplitMix64's finaliser over both; torch's generator uses the low 32 bits.</summary>
    private static ulong Mix(ulong seed, string name)
    {
        var hash = 14695981039346656037UL;
        foreach (var b in System.Text.Encoding.UTF8.GetBytes(name)) hash = (hash ^ b) * 1099511628211UL;
        var z = seed * 0x9E3779B97F4A7C15UL + hash;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return (z ^ (z >> 31)) & 0xFFFFFFFFUL;
    }
}
