using TorchTss.Runtime;

namespace TorchTss.Checkpoints;

/// <summary>Finds the weights in a component folder, in diffusers' order: the whole file, then an index of shards; safetensors,
/// then PyTorch.</summary>
internal static class WeightFiles
{
    // diffusers' own networks, then the text encoders of transformers.
    private static readonly string[] _stems = ["diffusion_pytorch_model", "model"];
    private static readonly string[] _binaryStems = ["diffusion_pytorch_model", "pytorch_model"];

    /// <summary>Opens the weights of a component.</summary>
    /// <param name="folder">The component's folder.</param>
    /// <param name="variant">Such as <c>fp16</c>; null: the file without one, else the only variant there.</param>
    /// <exception cref="UserException">Nothing that can be read; says what was looked for or found.</exception>
    public static ICheckpoint Open(string folder, string? variant)
    {
        var present = Directory.EnumerateFiles(folder).Select(f => Path.GetFileName(f)!).ToHashSet(StringComparer.Ordinal);
        var wanted = Wanted(variant).ToArray();
        var found = wanted.FirstOrDefault(present.Contains) ?? (variant is null ? OnlyVariant(folder, present) : null);
        return found is not null ? CheckpointFile.Open(Path.Combine(folder, found))
            : throw new UserException($"{folder}: has no weights; looked for {string.Join(", ", wanted)}");
    }

    /// <summary>Names in the order of preference: safetensors before PyTorch, a whole file before its index.</summary>
    private static IEnumerable<string> Wanted(string? variant) =>
    [
        .. _stems.SelectMany(stem => Names(stem, "safetensors", variant)),
        .. _binaryStems.SelectMany(stem => Names(stem, "bin", variant)),
    ];

    /// <summary>The file, then its index; an index has its variant before or after its own ending.</summary>
    private static string[] Names(string stem, string extension, string? variant) => variant is null
        ? [$"{stem}.{extension}", $"{stem}.{extension}.index.json"]
        : [$"{stem}.{variant}.{extension}", $"{stem}.{extension}.index.{variant}.json", $"{stem}.{variant}.{extension}.index.json"];

    private static string? OnlyVariant(string folder, HashSet<string> present)
    {
        var variants = present.SelectMany(file => file.Split('.') switch
        {
            [var stem, var v, var kind] when IsWeights(stem, kind) && !v.Contains("-of-", StringComparison.Ordinal) => [v],
            [var stem, var kind, "index", var v, "json"] when IsWeights(stem, kind) => [v],
            [var stem, var v, var kind, "index", "json"] when IsWeights(stem, kind) => [v],
            _ => Array.Empty<string>(),
        }).Distinct().Order(StringComparer.Ordinal).ToArray();
        if (variants.Length > 1)
        {
            throw new UserException($"{folder}: has the variants {string.Join(" and ", variants)} but no file without one; choose a variant");
        }
        return variants is [var only] ? Wanted(only).First(present.Contains) : null;
    }

    private static bool IsWeights(string stem, string kind) => kind switch
    {
        "safetensors" => _stems.Contains(stem),
        "bin" => _binaryStems.Contains(stem),
        _ => false,
    };
}
