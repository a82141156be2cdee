using TorchTss.Prompts;

namespace TorchTss.Tests.Prompts;

public sealed class ClipTokenizerTests
{
    private const string Foreign = "crème brûlée 日本語 😀";

    [TestCase("pasd/tokens")]
    [TestCase("stablesr/tokens")]
    [TestCase("supir/prompt-tokens")]
    public void Gives_the_ids_of_the_official_tokenizer(string name) =>
        Assert.That(ParityCases.Complaints(Path.Combine(ParityCases.Folder(""), name)), Is.Empty);

    // Specification §4.6; every dialect gives these.
    [TestCase("", "")]
    [TestCase("a photo of a cat", "320 1125 539 320 2368")]
    [TestCase("It's  a\tTEST's 2024", "585 568 320 1628 568 273 271 273 275")]
    [TestCase("don't they've I'll I'd we're", "847 713 889 1200 328 1342 328 1896 649 982")]
    [TestCase("naïve-café_under", "1097 35689 563 268 15304 318 1798")]
    [TestCase("high quality, 8K", "1400 3027 267 279 330")]
    public void Every_dialect_gives_the_golden_ids(string text, string ids)
    {
        foreach (var tokenizer in (ClipTokenizer[])[ClipTokenizer.HuggingFace, ClipTokenizer.HuggingFaceOpenClip, ClipTokenizer.OpenClip, Basic])
        {
            Assert.That(Ids(tokenizer, text), Is.EqualTo(ids));
        }
    }

    [TestCase("Hello, World!", "3306 267 1002 256", "3306 267 1002 0")]
    [TestCase("...!!! ???", "38351 3824", "678 0 0 0 3824")]
    [TestCase("cat!'s", "2368 13222 338", "2368 0 568")]
    public void An_exclamation_mark_is_padding_where_texts_are_filled_up_with_it(string text, string plain, string padding)
    {
        Assert.That((Ids(ClipTokenizer.HuggingFace, text), Ids(ClipTokenizer.OpenClip, text)), Is.EqualTo((plain, plain)));
        Assert.That(Ids(ClipTokenizer.HuggingFaceOpenClip, text), Is.EqualTo(padding));
    }

    [Test]
    public void Ideographs_stand_apart_only_without_ftfy()
    {
        const string together = "1075 12138 614 711 127 119 75 13489 39121 44353 34002 508 7334";
        Assert.That((Ids(ClipTokenizer.OpenClip, Foreign), Ids(ClipTokenizer.HuggingFace, Foreign)), Is.EqualTo((together, together)));
        Assert.That(Ids(Basic, Foreign), Is.EqualTo("1075 12138 614 711 127 119 75 13489 37156 19277 361 34002 508 7334"));
    }

    [Test]
    public void Html_is_decoded_twice_by_open_clip_alone()
    {
        Assert.That(Ids(ClipTokenizer.OpenClip, "a&amp;b"), Is.EqualTo("320 261 321"));
        Assert.That(Ids(ClipTokenizer.OpenClip, "a&amp;amp;b"), Is.EqualTo("320 261 321"));
        Assert.That(Ids(ClipTokenizer.HuggingFace, "a&amp;b"), Is.Not.EqualTo("320 261 321"));
    }

    [Test]
    public void Typed_quotes_and_wide_letters_are_plain_ones_for_open_clip()
    {
        Assert.That(Ids(ClipTokenizer.OpenClip, "it’s a “ﬁne” ＣＡＴ"), Is.EqualTo(Ids(ClipTokenizer.OpenClip, "it's a \"fine\" cat")));
    }

    [Test]
    public void A_letter_with_its_accent_apart_is_the_same_letter()
    {
        foreach (var tokenizer in (ClipTokenizer[])[ClipTokenizer.HuggingFace, ClipTokenizer.OpenClip, Basic])
        {
            Assert.That(Ids(tokenizer, "cre\u0300me bru\u0302le\u0301e"), Is.EqualTo("1075 12138 614 711 127 119 75 13489"));
        }
    }

    [Test]
    public void Letters_beyond_the_first_plane_are_letters()
    {
        // Mathematical letters next to an emoji: one run of letters, one of something else.
        var cleaned = ClipTokenizer.HuggingFace.Clean("𝒳𝒴😀,");
        Assert.That(ClipWords.Split(cleaned, [], false).Select(r => cleaned[r]), Is.EqualTo(new[] { "𝒳𝒴", "😀," }));
    }

    [Test]
    public void A_special_text_in_a_prompt_is_its_token()
    {
        Assert.That(Ids(ClipTokenizer.HuggingFace, "cat,<|endoftext|> dog"), Is.EqualTo("2368 267 49407 1929"));
        Assert.That(Ids(ClipTokenizer.OpenClip, "cat <end_of_text> dog"), Is.EqualTo("2368 49407 1929"));
        Assert.That(Ids(ClipTokenizer.OpenClip, "cat <|endoftext|> dog"), Is.Not.EqualTo("2368 49407 1929"));
    }

    [Test] // specification §4.6
    public void The_vocabulary_follows_from_the_merges()
    {
        var vocabulary = ClipVocabulary.Bundled;
        Assert.That((vocabulary.Find("!"), vocabulary.Find("!</w>"), vocabulary.Find("a</w>"), vocabulary.Find("the</w>")), Is.EqualTo((0, 256, 320, 518)));
        Assert.That((vocabulary.Find("jekyll</w>"), vocabulary.Find("<|startoftext|>"), vocabulary.Size), Is.EqualTo((49405, 49406, 49408)));
    }

    [TestCase("HuggingFace", 49407)]
    [TestCase("HuggingFaceOpenClip", 0)]
    [TestCase("OpenClip", 0)]
    public void Texts_are_filled_up_with_the_dialects_own_token(string dialect, int pad)
    {
        var tokenizer = dialect switch
        {
            "HuggingFace" => ClipTokenizer.HuggingFace,
            "HuggingFaceOpenClip" => ClipTokenizer.HuggingFaceOpenClip,
            _ => ClipTokenizer.OpenClip,
        };
        Assert.That(PromptTokens.Of(tokenizer, "cat", 6, LongPrompt.Cut).Rows.Single(), Is.EqualTo(new[] { 49406, 2368, 49407, pad, pad, pad }));
    }

    private static ClipTokenizer Basic => new(ClipVocabulary.Bundled, ClipDialect.HuggingFace with { Clean = PromptText.Basic });

    private static string Ids(ClipTokenizer tokenizer, string text) => string.Join(' ', tokenizer.Tokens(tokenizer.Clean(text)).Select(t => t.Id));
}
