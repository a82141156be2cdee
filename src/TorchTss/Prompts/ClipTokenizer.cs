namespace TorchTss.Prompts;

/// <summary>Prompts to tokens, as a text encoder was trained with them.</summary>
internal sealed class ClipTokenizer
{
    private readonly ClipVocabulary _vocabulary;
    private readonly ClipDialect _dialect;
    private readonly Dictionary<string, int> _specials;

    /// <param name="vocabulary">Has the dialect's start and end, or those of the released models.</param>
    /// <param name="dialect">How texts are cleaned and filled up.</param>
    public ClipTokenizer(ClipVocabulary vocabulary, ClipDialect dialect)
    {
        (_vocabulary, _dialect) = (vocabulary, dialect);
        Start = vocabulary.Find(dialect.Start) ?? vocabulary.Find(ClipDialect.HuggingFace.Start)!.Value;
        End = vocabulary.Find(dialect.End) ?? vocabulary.Find(ClipDialect.HuggingFace.End)!.Value;
        Pad = dialect.Pad is { } pad ? vocabulary.Find(pad)!.Value : 0;
        _specials = new(StringComparer.Ordinal) { [dialect.Start] = Start, [dialect.End] = End };
        if (dialect.Pad is { } special) _specials[special] = Pad;
    }

    /// <summary>SD 1.x, PASD, and the first encoder of SDXL and SUPIR.</summary>
    public static ClipTokenizer HuggingFace => new(ClipVocabulary.Bundled, ClipDialect.HuggingFace);

    /// <summary>SD 2.x and the second encoder of SDXL, by transformers.</summary>
    public static ClipTokenizer HuggingFaceOpenClip => new(ClipVocabulary.Bundled, ClipDialect.HuggingFaceOpenClip);

    /// <summary>StableSR and the second encoder of SUPIR, by open_clip.</summary>
    public static ClipTokenizer OpenClip => new(ClipVocabulary.Bundled, ClipDialect.OpenClip);

    /// <summary>The id before a text.</summary>
    public int Start { get; }

    /// <summary>The id after it.</summary>
    public int End { get; }

    /// <summary>The id that fills it up.</summary>
    public int Pad { get; }

    /// <summary>Largest id + 1.</summary>
    public int Size => _vocabulary.Size;

    /// <summary>A prompt as words are looked for in it.</summary>
    public string Clean(string prompt) => _dialect.Clean(prompt);

    /// <summary>The tokens of a cleaned prompt, without start, end and padding.</summary>
    public IReadOnlyList<ClipToken> Tokens(string cleaned) =>
    [
        .. from word in ClipWords.Split(cleaned, _specials.Keys, _dialect.SpecialsFirst)
           from id in Encode(cleaned[word])
           select new ClipToken(id, word.Start.Value),
    ];

    private IReadOnlyList<int> Encode(string word) => _specials.TryGetValue(word, out var special) ? [special] : _vocabulary.Encode(word);
}
