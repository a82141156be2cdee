using TorchSharp;
using TorchTss.Checkpoints;
using TorchTss.Checkpoints.Layouts;
using TorchTss.Runtime;

namespace TorchTss.Verification.Modules;

/// <summary>Key maps: a layout recognises the file's keys and makes of them what diffusers' converter makes; written back, the same file comes out;
/// and a network that is loaded from such a file answers what the official one answers.</summary>
[Named("convert.KeyMap", "keys of single files (ldm, sgm, open_clip, old names) as diffusers' converter maps them, both ways")]
internal sealed class KeyMapModule : IFixtureModule
{
    /// <summary>Checks the case; there are no output tensors.</summary>
    /// <exception cref="UserException">Names what differs.</exception>
    public IReadOnlyDictionary<string, torch.Tensor> Run(FixtureCase fixture, torch.nn.Module? module)
    {
        var (prefix, cases) = (fixture.Config.Text("prefix") ?? "", fixture.Config.Text("diffusers_case") ?? "");
        fixture.Config.Ignore("component");
        var lines = KeyMapLine.Read(Directory.EnumerateFiles(fixture.Folder, "*-to-diffusers.txt").Single());
        var keys = KeyMapLine.Table(lines);
        var part = LayoutMatch.Of(keys)?.Parts.FirstOrDefault(p => p.Prefix == prefix)
            ?? throw new UserException($"{fixture.Name}: no layout knows these keys with the prefix '{prefix}'");
        string[] wrong = [.. Differences(lines, part, keys), .. Reversed(lines, part)];
        if (wrong.Length > 0) throw new UserException($"{fixture.Name}: {wrong.Length} tensors differ: {NameList.Of(wrong)}");
        foreach (var name in cases.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) Answer(fixture, part, name);
        return new Dictionary<string, torch.Tensor>();
    }

    private static IEnumerable<string> Differences(IReadOnlyList<KeyMapLine> lines, LayoutPart part, KeyTable keys)
    {
        var ours = part.Tensors(keys)
            .Select(t => $"{t.Source} -> {t.Name} {NameList.Shape(t.Step.Shape(keys.Shape(t.Source)) ?? [])} ({t.Step})").ToHashSet();
        var theirs = lines.Select(l => $"{l.Source} -> {l.Name} {l.After} ({l.Step})").ToHashSet();
        return [.. theirs.Except(ours).Select(l => $"{l} is not made"), .. ours.Except(theirs).Select(l => $"{l} is made")];
    }

    private static IEnumerable<string> Reversed(IReadOnlyList<KeyMapLine> lines, LayoutPart part)
    {
        var module = KeyMapLine.Table(lines.Select(l => l with { Source = l.Name, Before = l.After }));
        var ours = part.Spelling.FromDiffusers(module).Select(t => part.Prefix + t.Name).ToHashSet();
        var theirs = lines.Select(l => l.Source).ToHashSet();
        return [.. theirs.Except(ours).Select(n => $"{n} is not written"), .. ours.Except(theirs).Select(n => $"{n} is written")];
    }

    /// <summary>Fills the network of another case, writes it under the file's names, loads it from there and compares its answers.</summary>
    private static void Answer(FixtureCase fixture, LayoutPart part, string name)
    {
        using var other = FixtureCase.Read(Path.GetFullPath(Path.Combine(fixture.Folder, "..", "..", name)));
        var runner = Catalog<IFixtureModule>.Find(other.Module, name).Create([], other.Module);
        using var filled = runner.Build(other)!;
        new DeterministicFill(other.Fill).Into(filled, Compute.Reference);
        using var source = new ModuleCheckpoint(filled);
        using var file = new DerivedCheckpoint(source, part.Spelling.FromDiffusers(new KeyTable(source.Entries))
            .Select(t => t with { Name = part.Prefix + t.Name }));
        using var read = new DerivedCheckpoint(file, part.Tensors(new KeyTable(file.Entries)));
        using var loaded = MetaDevice.Build(() => runner.Build(other)!);
        StrictLoader.Load(loaded, name, read, torch.float32, torch.CPU);
        loaded.eval();
        var outputs = runner.Run(other, loaded);
        foreach (var output in other.Outputs.Where(outputs.ContainsKey))
        {
            var (passed, detail) = OutputComparison.Compare(
                outputs[output], other.Expected(output), other.Tolerance.Relative, other.Tolerance.LevelsFor(output));
            if (!passed) throw new UserException($"{fixture.Name}: loaded from these keys, out.{output} of {name} differs: {detail}");
        }
    }
}
