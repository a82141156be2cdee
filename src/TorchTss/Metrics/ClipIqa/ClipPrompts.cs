using static TorchSharp.torch;

namespace TorchTss.Metrics.ClipIqa;

/// <summary>Which texts a picture is held against.</summary>
internal enum ClipPrompts
{
    /// <summary>pyiqa's five pairs.</summary>
    Five,

    /// <summary>The paper's one pair: "Good photo." and "Bad photo.".</summary>
    Paper,
}

/// <summary>The texts as CLIP's tokenizer cuts them: they never change, so no tokenizer is needed.</summary>
internal static class ClipPromptTokens
{
    private const long Begin = 49406, End = 49407;

    // Good image, bad image, Sharp image, blurry image, …: a good one, then its opposite.
    private static readonly long[][] _five =
    [
        [886, 2867], [2103, 2867],                              // Good image · bad image
        [8157, 2867], [21977, 2867],                            // Sharp image · blurry image
        [8157, 20938], [21977, 20938],                          // sharp edges · blurry edges
        [1400, 9977, 2867], [1042, 9977, 2867],                 // High resolution image · low resolution image
        [9307, 268, 1139, 2867], [33495, 2867],                 // Noise-free image · noisy image
    ];

    private static readonly long[][] _paper = [[886, 1125, 269], [2103, 1125, 269]];        // Good photo. · Bad photo.

    /// <summary>Token ids, good and bad by turns.</summary>
    /// <returns>[2·pairs, L] int64: begin, text, end, zeros up to the longest. CLIP pads to 77, but no token sees those after it.</returns>
    public static Tensor Of(ClipPrompts prompts)
    {
        var texts = prompts == ClipPrompts.Five ? _five : _paper;
        var length = texts.Max(t => t.Length) + 2;
        return tensor(texts.SelectMany(t => Row(t, length)).ToArray(), [texts.Length, length]);
    }

    private static long[] Row(long[] text, int length) => [Begin, .. text, End, .. new long[length - text.Length - 2]];
}
