using TorchTss.Checkpoints;
using static TorchSharp.torch;

namespace TorchTss.Tests.Verification;

/// <summary>End-to-end cases may restore several pictures or samples at once; ours are restored one after the other.</summary>
public sealed class SupirBatchTests
{
    private static readonly string _single = Path.Combine(ParityCases.Folder("supir"), "end-to-end-tss");

    [Test]
    public void A_batch_of_two_equal_items_is_as_recorded_twice()
    {
        using var folder = new TemporaryFolder();
        Assert.That(ParityCases.Complaints(Write(folder, twice: (name, t) => t)), Is.Empty);
    }

    [Test]
    public void The_second_item_has_noise_of_its_own()
    {
        using var folder = new TemporaryFolder();
        var complaints = ParityCases.Complaints(Write(folder, twice: (name, t) => name == "in.noise.initial" ? -t : t));
        Assert.That(complaints, Has.Some.StartsWith("out.eps.0"));
        Assert.That(complaints, Has.None.StartsWith("out.z_lq"));
    }

    private static string Write(TemporaryFolder folder, Func<string, Tensor, Tensor> twice)
    {
        using var scope = NewDisposeScope();
        var path = Directory.CreateDirectory(Path.Combine(folder.Path, "supir", "batch")).FullName;
        File.Copy(Path.Combine(_single, "case.json"), Path.Combine(path, "case.json"));
        using var io = SafetensorsFile.Open(Path.Combine(_single, "io.safetensors"));
        var tensors = io.Names.ToDictionary(n => n, n => Batch(n, io.Tensor(n), twice));
        using var writer = new SafetensorsWriter(
            Path.Combine(path, "io.safetensors"), tensors.Select(t => new CheckpointEntry(t.Key, t.Value.dtype, [.. t.Value.shape])));
        foreach (var name in writer.Names) writer.Add(name, tensors[name]);
        writer.Commit();
        return path;
    }

    private static Tensor Batch(string name, Tensor t, Func<string, Tensor, Tensor> twice) => name switch
    {
        _ when name.StartsWith("out.eps.", StringComparison.Ordinal) => cat([t[..1], t[..1], t[1..], t[1..]]),
        "out.image" or "out.resized" => stack([t, t]),
        _ when name.StartsWith("in.noise.", StringComparison.Ordinal) || (name.StartsWith("out.", StringComparison.Ordinal) && t.dim() == 4 && t.size(1) > 1)
            => cat([t, twice(name, t)]),
        _ => t.contiguous(),
    };
}
