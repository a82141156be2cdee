using System.Text.Json;
using TorchSharp;
using TorchTss.Checkpoints;
using TorchTss.Runtime;

namespace TorchTss.Verification.Modules;

/// <summary>Container cases: which files are accepted, and that an accepted one has the official reader's tensors and strings to the bit.</summary>
/// <remarks><c>call.files</c> names a list of {file, verdict, reference}; <c>call.file</c> one file beside <c>expected.safetensors</c>.</remarks>
[Named("container.SafeTensors", "safetensors files as the official reader (0.8) takes or refuses them, and stricter on duplicate names")]
internal sealed class SafetensorsModule : IFixtureModule
{
    /// <summary>Checks the case; there are no output tensors.</summary>
    /// <exception cref="UserException">Names every file whose verdict or content differs.</exception>
    public IReadOnlyDictionary<string, torch.Tensor> Run(FixtureCase fixture, torch.nn.Module? module)
    {
        var wrong = new List<string>();
        if (fixture.Call.Text("files") is { } list)
        {
            using var files = JsonDocument.Parse(File.ReadAllText(Path.Combine(fixture.Folder, list)));
            foreach (var one in files.RootElement.EnumerateArray()) Collect(wrong, fixture.Folder, one, ofOne: false);
        }
        else
        {
            Collect(wrong, fixture.Folder, fixture.Call.Raw, ofOne: true);
        }
        return wrong.Count == 0 ? new Dictionary<string, torch.Tensor>() : throw new UserException($"{fixture.Folder}: {string.Join("; ", wrong)}");
    }

    private static void Collect(List<string> wrong, string folder, JsonElement one, bool ofOne)
    {
        var name = one.GetProperty("file").GetString()!;
        var accept = one.GetProperty("verdict").GetString() == "accept";
        try
        {
            using var file = SafetensorsFile.Open(Path.Combine(folder, name));
            if (!accept) wrong.Add($"{name} must be refused, but was accepted");
            else if (ofOne) wrong.AddRange(Differences(file, folder, one).Select(d => $"{name}: {d}"));
            else if (one.TryGetProperty("reference", out var reference) && reference.GetString() != $"ok {file.Names.Count}")
            {
                wrong.Add($"{name} has {file.Names.Count} tensors, expected '{reference}'");
            }
        }
        catch (UserException e) when (!accept && !string.IsNullOrEmpty(e.Message))
        {
            // as it must be
        }
        catch (UserException e)
        {
            wrong.Add($"{name} must be accepted, but was refused ({e.Message})");
        }
    }

    private static IEnumerable<string> Differences(SafetensorsFile file, string folder, JsonElement one)
    {
        if (one.TryGetProperty("metadata", out var metadata))
        {
            var strings = metadata.EnumerateObject().ToDictionary(m => m.Name, m => m.Value.GetString()!);
            if (strings.Count != file.Metadata.Count || strings.Any(m => file.Metadata.GetValueOrDefault(m.Key) != m.Value))
            {
                yield return "has other metadata";
            }
        }
        using var expected = SafetensorsFile.Open(Path.Combine(folder, "expected.safetensors"));
        foreach (var lost in expected.Names.Except(file.Names)) yield return $"lacks {lost}";
        foreach (var extra in file.Names.Except(expected.Names)) yield return $"has {extra} too many";
        foreach (var name in expected.Names.Intersect(file.Names))
        {
            var (ours, theirs) = (file.Index[name], expected.Index[name]);
            if (ours.Dtype != theirs.Dtype || !ours.Shape.SequenceEqual(theirs.Shape)) yield return $"{name} has another dtype or shape";
            else if (!expected.Read(name, (file, name), static (bits, of) => SameBits(of.file, of.name, bits))) yield return $"{name} has other bits";
        }
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
