using TorchTss.Runtime;
using static System.FormattableString;
using static TorchSharp.torch;

namespace TorchTss.Checkpoints.Conversion;

/// <summary>Writes a checkpoint in another layout, type or container, one tensor at a time.</summary>
/// <remarks>Everything is written beside the output and moved there at the end: an output that exists is whole. Memory is that of the largest tensor,
/// in both types.</remarks>
public static class Converter
{
    /// <summary>Converts.</summary>
    /// <param name="options">What, from where, to where.</param>
    /// <param name="progress">Told after every tensor.</param>
    /// <param name="cancellation">Checked before every tensor; nothing is left behind.</param>
    /// <exception cref="UserException">An input that cannot be read or has no place in the target, an output that exists, a full disk.</exception>
    public static ConversionResult Run(ConversionOptions options, IProgress<ConversionProgress>? progress = null, CancellationToken cancellation = default)
    {
        using var off = no_grad();
        using var plan = ConversionPlan.Of(options);
        using var folder = new TemporaryOutput(options.Output, plan.Bytes);
        var (overflows, done, total) = (new List<string>(), 0L, plan.Bytes);
        foreach (var (path, content) in plan.Texts) folder.Write(path, content);
        foreach (var output in plan.Weights) Write(output);
        folder.Commit(plan.IsFolder);
        string[] remarks = [.. plan.Remarks, .. Overflow(overflows, options.Dtype)];
        return new ConversionResult(plan.Files, plan.Weights.Sum(w => w.Source.Entries.Count), total, remarks);

        void Write(OutputFile output)
        {
            var shards = plan.Shards(output);
            foreach (var shard in shards)
            {
                using var writer = new SafetensorsWriter(folder.Make(shard.File), shard.Entries, output.Source.Metadata);
                foreach (var entry in writer.Names.Select(n => shard.Entries.First(e => e.Name == n)))
                {
                    cancellation.ThrowIfCancellationRequested();
                    using var scope = NewDisposeScope();
                    var tensor = output.Source.Tensor(entry.Name);
                    if (writer.AddConverted(entry.Name, tensor, () => output.Source.Release(entry.Name))) overflows.Add(entry.Name);
                    output.Source.Release(entry.Name);
                    progress?.Report(new ConversionProgress(shard.File, done += entry.Count * SafetensorsDtypes.Bytes(entry.Dtype), total));
                }
                writer.Commit();
            }
            if (shards.Count > 1) folder.Write(Shards.IndexName(plan.Name(output)), Shards.Index(shards));
        }
    }

    private static string[] Overflow(List<string> names, ScalarType? dtype) => names.Count == 0 ? []
        : [Invariant($"{names.Count} {(names.Count == 1 ? "tensor has" : "tensors have")} values beyond {dtype}'s range, which became infinite: {NameList.Of(names, shown: 3)}; use bf16")];
}
