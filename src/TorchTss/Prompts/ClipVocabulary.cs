using Microsoft.ML.Tokenizers;

namespace TorchTss.Prompts;

/// <summary>CLIP's byte pairs: a word to the ids of its parts.</summary>
internal sealed class ClipVocabulary
{
    /// <summary>Merges of the released models; longer files hold others behind them.</summary>
    private const int ReleasedMerges = 49152 - 256 - 2;
    private const string WordEnd = "</w>";

    private static readonly Lazy<ClipVocabulary> _bundled = new(() =>
        OfMerges(File.ReadLines(Path.Combine(AppContext.BaseDirectory, "weights", "clip", "merges.txt"))));

    private readonly IReadOnlyDictionary<string, int> _ids;
    private readonly BpeTokenizer _pairs;

    /// <summary>From the two halves of a tokenizer's files.</summary>
    /// <param name="ids">Every token's id.</param>
    /// <param name="merges">Pairs in the order of their rank; a header, empty lines and what is beyond the released ones are left out.</param>
    public ClipVocabulary(IReadOnlyDictionary<string, int> ids, IEnumerable<string> merges)
    {
        _ids = ids;
        var options = new BpeOptions(ids) { Merges = Released(merges), ByteLevel = true, EndOfWordSuffix = WordEnd };
        _pairs = BpeTokenizer.Create(options);
    }

    /// <summary>That of every released model, from the merges beside the program.</summary>
    public static ClipVocabulary Bundled => _bundled.Value;

    /// <summary>Largest id + 1.</summary>
    public int Size => _ids.Values.Max() + 1;

    /// <summary>The released models' ids, which follow from the merges alone: bytes, bytes that end a word, merges, start and end of a text.</summary>
    public static ClipVocabulary OfMerges(IEnumerable<string> merges)
    {
        string[] pairs = [.. Released(merges)], bytes = [.. Bytes()];
        string[] tokens =
        [
            .. bytes, .. bytes.Select(b => b + WordEnd), .. pairs.Select(p => p.Replace(" ", "", StringComparison.Ordinal)),
            ClipDialect.HuggingFace.Start, ClipDialect.HuggingFace.End,
        ];
        return new ClipVocabulary(tokens.Select((token, id) => (token, id)).ToDictionary(t => t.token, t => t.id), pairs);
    }

    /// <summary>The id of a token as it stands in the vocabulary; null where there is none.</summary>
    public int? Find(string token) => _ids.TryGetValue(token, out var id) ? id : null;

    /// <summary>The ids of a word's parts.</summary>
    public IReadOnlyList<int> Encode(string word) => _pairs.EncodeToIds(word, considerPreTokenization: false, considerNormalization: false);

    private static IEnumerable<string> Released(IEnumerable<string> merges) =>
        merges.Where((line, i) => line.Length > 0 && !(i == 0 && line.StartsWith("#version", StringComparison.Ordinal))).Take(ReleasedMerges);

    /// <summary>A printable character for every byte, in the vocabulary's order: those that are printable, then the others.</summary>
    private static IEnumerable<string> Bytes()
    {
        int[] printable = [.. Enumerable.Range(33, 94), .. Enumerable.Range(161, 12), .. Enumerable.Range(174, 82)];
        return printable.Concat(Enumerable.Range(256, 256 - printable.Length)).Select(c => ((char)c).ToString());
    }
}
