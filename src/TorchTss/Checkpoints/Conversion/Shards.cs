using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using static System.FormattableString;

namespace TorchTss.Checkpoints.Conversion;

/// <summary>One of several files, under the names that diffusers and transformers give them.</summary>
/// <param name="File">Its path within the output.</param>
/// <param name="Entries">Its tensors.</param>
internal sealed record Shard(string File, IReadOnlyList<CheckpointEntry> Entries);

/// <summary>Parts a weight file where it would be too large.</summary>
internal static class Shards
{
    private const string Ending = ".safetensors";

    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true };

    /// <summary>One shard, or as many as the limit asks for, in the order of the tensors.</summary>
    public static IReadOnlyList<Shard> Of(IReadOnlyList<CheckpointEntry> entries, string file, long? most)
    {
        var groups = new List<List<CheckpointEntry>> { new() };
        var bytes = 0L;
        foreach (var entry in entries)
        {
            var size = entry.Count * SafetensorsDtypes.Bytes(entry.Dtype);
            if (bytes + size > most && groups[^1].Count > 0)
            {
                groups.Add([]);
                bytes = 0;
            }
            groups[^1].Add(entry);
            bytes += size;
        }
        return groups.Count == 1 ? [new Shard(file, groups[0])]
            : [.. groups.Select((g, k) => new Shard(Invariant($"{Stem(file)}-{k + 1:00000}-of-{groups.Count:00000}{Ending}"), g))];
    }

    /// <summary>The name of the index beside them.</summary>
    public static string IndexName(string file) => $"{file}.index.json";

    /// <summary>The index: which tensor is where.</summary>
    public static byte[] Index(IReadOnlyList<Shard> shards)
    {
        var places = new JsonObject();
        foreach (var (entry, file) in shards.SelectMany(s => s.Entries.Select(e => (e, s.File))).OrderBy(p => p.e.Name, StringComparer.Ordinal))
        {
            places[entry.Name] = Path.GetFileName(file);
        }
        var total = shards.SelectMany(s => s.Entries).Sum(e => e.Count * SafetensorsDtypes.Bytes(e.Dtype));
        var index = new JsonObject { ["metadata"] = new JsonObject { ["total_size"] = total }, ["weight_map"] = places };
        return Encoding.UTF8.GetBytes(index.ToJsonString(_indented) + "\n");
    }

    private static string Stem(string file) => file[..^Ending.Length];
}
