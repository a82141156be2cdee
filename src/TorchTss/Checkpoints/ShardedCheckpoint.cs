using System.Text.Json;
using TorchSharp;
using TorchTss.Runtime;

namespace TorchTss.Checkpoints;

/// <summary>One checkpoint spread over several files, safetensors or PyTorch, as an index says: <c>*.safetensors.index.json</c>,
/// <c>*.bin.index.json</c>.</summary>
internal sealed class ShardedCheckpoint : ICheckpoint
{
    private readonly Dictionary<string, ICheckpoint> _byName;
    private readonly ICheckpoint[] _shards;

    private ShardedCheckpoint(string path, ICheckpoint[] shards, Dictionary<string, ICheckpoint> byName)
    {
        (Path, _shards, _byName) = (path, shards, byName);
        Entries = [.. shards.SelectMany(s => s.Entries)];
    }

    /// <inheritdoc/>
    public string Path { get; }

    /// <inheritdoc/>
    public string Container => $"{_shards.Length} shards";

    /// <inheritdoc/>
    public IReadOnlyList<string> Files => [.. _shards.Select(s => s.Path)];

    /// <inheritdoc/>
    public IReadOnlyList<CheckpointEntry> Entries { get; }

    /// <summary>Opens an index and all its shards; every key must be in the shard it names, and no shard may have another.</summary>
    /// <exception cref="UserException">An index that is none, a shard that is absent or broken, or a key that is elsewhere.</exception>
    public static ShardedCheckpoint Open(string path)
    {
        var places = ReadIndex(path);
        var folder = System.IO.Path.GetDirectoryName(path)!;
        var files = places.Values.Distinct().Order(StringComparer.Ordinal).ToArray();
        var absent = files.Where(f => !File.Exists(System.IO.Path.Combine(folder, f))).ToArray();
        if (absent.Length > 0)
        {
            var are = absent.Length == 1 ? "is" : "are";
            throw new UserException(
                $"{path}: {absent.Length} of {files.Length} shards {are} absent: {NameList.Of(absent)}; fetch the rest of the model");
        }
        var shards = new List<ICheckpoint>();
        try
        {
            foreach (var file in files) shards.Add(CheckpointFile.OpenShard(System.IO.Path.Combine(folder, file)));
            var byFile = files.Zip(shards).ToDictionary(p => p.First, p => p.Second);
            Compare(path, places, byFile);
            return new ShardedCheckpoint(path, [.. shards], places.ToDictionary(p => p.Key, p => byFile[p.Value]));
        }
        catch
        {
            shards.ForEach(s => s.Dispose());
            throw;
        }
    }

    /// <summary>Whether a JSON text that begins so is meant as an index.</summary>
    public static bool IsLikely(string path, ReadOnlySpan<byte> start)
    {
        var text = start[(start.StartsWith("\uFEFF"u8) ? 3 : 0)..].TrimStart(" \t\r\n"u8);
        var name = System.IO.Path.GetFileName(path);
        return text.StartsWith("{"u8)
            && (text.IndexOf("\"weight_map\""u8) > 0
                || (name.Contains(".index.", StringComparison.Ordinal) && name.EndsWith(".json", StringComparison.Ordinal)));
    }

    /// <inheritdoc/>
    public torch.Tensor Tensor(string name) => Shard(name).Tensor(name);

    /// <inheritdoc/>
    public void Release(string name) => Shard(name).Release(name);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var shard in _shards) shard.Dispose();
    }

    private ICheckpoint Shard(string name) => _byName.TryGetValue(name, out var shard) ? shard
        : throw new UserException($"{Path}: there is no tensor '{name}' among its {Entries.Count}; is this the file of another model?");

    private static Dictionary<string, string> ReadIndex(string path)
    {
        var places = new Dictionary<string, string>(StringComparer.Ordinal);
        using var json = JsonFile.Read(path);
        if (!json.RootElement.TryGetProperty("weight_map", out var map) || map.ValueKind != JsonValueKind.Object)
        {
            throw new UserException($"{path}: is no index of shards, it has no object weight_map; fetch it again");
        }
        foreach (var place in map.EnumerateObject())
        {
            var file = place.Value.ValueKind == JsonValueKind.String ? place.Value.GetString()! : place.Value.GetRawText();
            if (place.Value.ValueKind != JsonValueKind.String || file.AsSpan().ContainsAny("/\\:\0") || file is "" or "." or "..")
            {
                throw new UserException(
                    $"{path}: places '{place.Name}' in '{file}', but a shard is a plain file name in the same folder; fetch the index again");
            }
            places[place.Name] = file;
        }
        return places;
    }

    private static void Compare(string path, Dictionary<string, string> places, Dictionary<string, ICheckpoint> shards)
    {
        var names = shards.ToDictionary(s => s.Key, s => s.Value.Entries.Select(e => e.Name).ToHashSet(StringComparer.Ordinal));
        var lost = places.Where(p => !names[p.Value].Contains(p.Key)).Select(p => $"{p.Key} is not in {p.Value}");
        var extra = shards.SelectMany(
            s => s.Value.Entries.Where(e => places.GetValueOrDefault(e.Name) != s.Key), (s, e) => $"{e.Name} of {s.Key} is not in the index");
        string[] faults = [.. lost, .. extra];
        if (faults.Length > 0) throw new UserException($"{path}: index and shards disagree: {NameList.Of(faults)}; fetch the whole model again");
    }
}
