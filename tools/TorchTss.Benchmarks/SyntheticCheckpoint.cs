using System.Collections.Immutable;
using System.Globalization;
using TorchTss.Checkpoints;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Benchmarks;

/// <summary>Writes a checkpoint of full size from an official key list, with small random numbers: for everything that needs a real file's size.</summary>
[Named("synthetic", "KEYS.txt OUT.safetensors [fp16|bf16|fp32]: a checkpoint of full size from a key list, random numbers")]
internal sealed class SyntheticCheckpoint : IBenchmark
{
    private const double Spread = 0.02;

    public void Run(IReadOnlyList<string> arguments, TextWriter output)
    {
        var (keys, path, dtype) = arguments switch
        {
            [var k, var p] => (k, p, ScalarType.Float16),
            [var k, var p, "fp16"] => (k, p, ScalarType.Float16),
            [var k, var p, "bf16"] => (k, p, ScalarType.BFloat16),
            [var k, var p, "fp32"] => (k, p, ScalarType.Float32),
            _ => throw new UsageException("synthetic: give KEYS.txt OUT.safetensors and, if not fp16, bf16 or fp32"),
        };
        manual_seed(0);
        CheckpointEntry[] entries = [.. File.ReadLines(keys).Where(l => l.Length > 0).Select(l => Entry(l, dtype))];
        using var writer = new SafetensorsWriter(path, entries);
        var byName = entries.ToDictionary(e => e.Name);
        foreach (var name in writer.Names)
        {
            using var scope = NewDisposeScope();
            var entry = byName[name];
            writer.Add(name, Value(entry).to(entry.Dtype!.Value));
        }
        writer.Commit();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"wrote {path}: {entries.Length} tensors, {new FileInfo(path).Length / 1e9:0.00} GB"));
    }

    private static CheckpointEntry Entry(string line, ScalarType dtype)
    {
        var (name, shape) = (line[..line.IndexOf(' ')], line[(line.IndexOf('[') + 1)..^1]);
        ImmutableArray<long> sizes =
            [.. shape.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(s => long.Parse(s, CultureInfo.InvariantCulture))];
        var type = name.EndsWith("position_ids", StringComparison.Ordinal) || name.EndsWith("num_batches_tracked", StringComparison.Ordinal)
            ? ScalarType.Int64 : dtype;
        return new CheckpointEntry(name, type, sizes);
    }

    // Norms near one, everything else near zero: a network of these answers finite numbers.
    private static Tensor Value(CheckpointEntry entry) => entry.Dtype == ScalarType.Int64 ? arange(entry.Count).reshape(entry.Shape.ToArray())
        : randn(entry.Shape.ToArray()) * Spread + (entry.Shape.Length == 1 && entry.Name.EndsWith(".weight", StringComparison.Ordinal) ? 1 : 0);
}
