using System.Text.Json;
using TorchTss.Checkpoints;
using TorchTss.Runtime;

namespace TorchTss.Verification.Modules;

/// <summary>Which safetensors files are accepted, and that an accepted one has the official reader's tensors and strings to the bit.</summary>
[Named("container.SafeTensors", "safetensors files as the official reader (0.8) takes or refuses them, and stricter on duplicate names")]
internal sealed class SafetensorsModule : ContainerModule
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Differences(string path, JsonElement one, string? expected)
    {
        using var file = SafetensorsFile.Open(path);
        if (expected is not null) return [.. Metadata(file, one), .. Tensors(file, expected)];
        return one.TryGetProperty("reference", out var reference) && reference.GetString() is { } text && text != $"ok {file.Names.Count}"
            ? [$"has {file.Names.Count} tensors, expected '{text}'"] : [];
    }

    private static IEnumerable<string> Metadata(SafetensorsFile file, JsonElement one)
    {
        if (!one.TryGetProperty("metadata", out var metadata)) return [];
        var strings = metadata.EnumerateObject().ToDictionary(m => m.Name, m => m.Value.GetString()!);
        var isSame = strings.Count == file.Metadata.Count && strings.All(m => file.Metadata.GetValueOrDefault(m.Key) == m.Value);
        return isSame ? [] : ["has other metadata"];
    }

    private static List<string> Tensors(SafetensorsFile file, string path)
    {
        using var expected = SafetensorsFile.Open(path);
        List<string> differences =
        [
            .. expected.Names.Except(file.Names).Select(lost => $"lacks {lost}"),
            .. file.Names.Except(expected.Names).Select(extra => $"has {extra} too many"),
        ];
        foreach (var name in expected.Names.Intersect(file.Names))
        {
            var (ours, theirs) = (file.Index[name], expected.Index[name]);
            if (ours.Dtype != theirs.Dtype || !ours.Shape.SequenceEqual(theirs.Shape)) differences.Add($"has {name} with another dtype or shape");
            else if (!expected.Read(name, (file, name), static (bits, of) => SameBits(of.file, of.name, bits)))
            {
                differences.Add($"has {name} with other bits");
            }
        }
        return differences;
    }

    // As the file has them, and as the tensor has them where it is not decoded.
    private static bool SameBits(SafetensorsFile file, string name, ReadOnlySpan<byte> expected)
    {
        if (!file.Read(name, expected, (bits, other) => bits.SequenceEqual(other))) return false;
        if (file.Index[name] is not { Length: > 0 } entry || entry.Dtype.Torch() is null) return true;
        using var tensor = file.Tensor(name);
        return tensor.bytes.SequenceEqual(expected);
    }
}
