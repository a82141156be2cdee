using System.Collections.Concurrent;
using System.Text.Json;
using TorchTss.Checkpoints;
using TorchTss.Runtime;

namespace TorchTss.Prompts;

/// <summary>The tokenizer that came with a model: <c>vocab.json</c> and <c>merges.txt</c>, or both in <c>tokenizer.json</c>.</summary>
internal static class TokenizerFolder
{
    private const string Vocabulary = "vocab.json", Merges = "merges.txt", Both = "tokenizer.json";

    /// <summary>By file and the time it was written: pairing takes a while to set up, and every prompt asks for it.</summary>
    private static readonly ConcurrentDictionary<(string Path, DateTime Written), ClipVocabulary> _read = new();

    /// <summary>Reads what a folder has; the bundled vocabulary and the given dialect stand in for what it has not.</summary>
    /// <param name="folder">May be absent.</param>
    /// <param name="dialect">Where the folder says nothing of start, end and padding.</param>
    /// <exception cref="UserException">A file that is damaged, half a vocabulary, or a special token that the vocabulary has not.</exception>
    public static ClipTokenizer Read(string folder, ClipDialect dialect)
    {
        var vocabulary = ReadVocabulary(folder) ?? ClipVocabulary.Bundled;
        var own = dialect with
        {
            Start = Special(folder, "bos_token") ?? dialect.Start,
            End = Special(folder, "eos_token") ?? dialect.End,
            Pad = Special(folder, "pad_token") ?? dialect.Pad,
        };
        if (new[] { own.Start, own.End, own.Pad }.FirstOrDefault(t => t is not null && vocabulary.Find(t) is null) is { } unknown)
        {
            throw new UserException($"{folder}: the special token '{unknown}' is not in the vocabulary; fetch the tokenizer again");
        }
        return new ClipTokenizer(vocabulary, own);
    }

    private static ClipVocabulary? ReadVocabulary(string folder)
    {
        var (vocabulary, merges, both) = (Path.Combine(folder, Vocabulary), Path.Combine(folder, Merges), Path.Combine(folder, Both));
        if (File.Exists(vocabulary) && File.Exists(merges))
        {
            return Remembered(vocabulary, () =>
            {
                using var ids = JsonFile.Read(vocabulary);
                return new ClipVocabulary(Ids(ids.RootElement, vocabulary), File.ReadAllLines(merges));
            });
        }
        if (File.Exists(both)) return Remembered(both, () => ReadBoth(both));
        if (!File.Exists(vocabulary) && !File.Exists(merges)) return null;
        var (has, lacks) = File.Exists(vocabulary) ? (Vocabulary, Merges) : (Merges, Vocabulary);
        throw new UserException($"{folder}: has {has} but no {lacks}; fetch it from where the model came from");
    }

    private static ClipVocabulary Remembered(string path, Func<ClipVocabulary> read) =>
        _read.GetOrAdd((Path.GetFullPath(path), File.GetLastWriteTimeUtc(path)), _ => read());

    private static ClipVocabulary ReadBoth(string path)
    {
        using var json = JsonFile.Read(path);
        if (json.RootElement.TryGetProperty("model", out var model) && model.ValueKind == JsonValueKind.Object
            && model.TryGetProperty("vocab", out var vocabulary) && vocabulary.ValueKind == JsonValueKind.Object
            && model.TryGetProperty("merges", out var merges) && merges.ValueKind == JsonValueKind.Array)
        {
            return new ClipVocabulary(Ids(vocabulary, path), merges.EnumerateArray().Select(Pair));
        }
        throw new UserException($"{path}: holds no byte pairs (model.vocab, model.merges); fetch {Vocabulary} and {Merges} instead");

        static string Pair(JsonElement merge) =>
            merge.ValueKind == JsonValueKind.Array ? string.Join(' ', merge.EnumerateArray().Select(p => p.GetString())) : merge.GetString()!;
    }

    private static Dictionary<string, int> Ids(JsonElement vocabulary, string path)
    {
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var entry in vocabulary.EnumerateObject())
        {
            ids[entry.Name] = entry.Value.ValueKind == JsonValueKind.Number && entry.Value.TryGetInt32(out var id) && id >= 0 ? id
                : throw new UserException($"{path}: the id of '{entry.Name}' is {entry.Value.GetRawText()}, expected a whole number; fetch it again");
        }
        return ids;
    }

    /// <summary>A special token as text or as an object with content; the first of the two files that names it decides.</summary>
    private static string? Special(string folder, string token)
    {
        foreach (var file in (ReadOnlySpan<string>)["special_tokens_map.json", "tokenizer_config.json"])
        {
            var path = Path.Combine(folder, file);
            if (!File.Exists(path)) continue;
            using var json = JsonFile.Read(path);
            if (!json.RootElement.TryGetProperty(token, out var value)) continue;
            if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty("content", out var content)) value = content;
            if (value.ValueKind == JsonValueKind.String) return value.GetString();
        }
        return null;
    }
}
