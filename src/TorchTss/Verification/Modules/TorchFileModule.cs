using System.Text.Json;
using TorchSharp;
using TorchTss.Checkpoints;
using TorchTss.Checkpoints.Torch;
using TorchTss.Runtime;

namespace TorchTss.Verification.Modules;

/// <summary>Which PyTorch files are accepted, and that an accepted one has every tensor of the state dict to the bit.</summary>
/// <remarks>A file also counts as refused where it opens and a tensor of it cannot be read: local headers are looked at with the data.
/// <c>call.wrapper</c> chooses the item of the root.</remarks>
[Named("container.TorchFile", "PyTorch files, zip, TorchScript and legacy: the tensors of torch.load, and no file that wants more than tensors")]
internal sealed class TorchFileModule : ContainerModule
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Differences(string path, JsonElement one, string? expected)
    {
        var wrapper = one.TryGetProperty("wrapper", out var text) ? text.GetString() : null;
        using var scope = torch.NewDisposeScope();
        using var file = TorchFile.Open(path, new TorchFileOptions { Wrapper = wrapper });
        foreach (var entry in file.Entries.Where(e => e.Dtype is not null)) file.Tensor(entry.Name).Dispose();
        return expected is null ? [] : Tensors(file, expected);
    }

    private static List<string> Tensors(TorchFile file, string path)
    {
        using var expected = SafetensorsFile.Open(path);
        var ours = file.Entries.ToDictionary(e => e.Name, StringComparer.Ordinal);
        List<string> differences =
        [
            .. expected.Names.Except(ours.Keys).Select(lost => $"lacks {lost}"),
            .. ours.Keys.Except(expected.Names).Select(extra => $"has {extra} too many"),
        ];
        foreach (var (name, dtype, shape) in expected.Entries.Where(e => ours.ContainsKey(e.Name)))
        {
            if (ours[name].Dtype != dtype || !ours[name].Shape.SequenceEqual(shape)) differences.Add($"has {name} with another dtype or shape");
            else if (dtype is not null && !SameBits(file.Tensor(name), expected.Tensor(name))) differences.Add($"has {name} with other bits");
        }
        return differences;
    }

    private static bool SameBits(torch.Tensor ours, torch.Tensor theirs) =>
        ours.is_contiguous() && (ours.numel() == 0 || ours.bytes.SequenceEqual(theirs.bytes));
}
