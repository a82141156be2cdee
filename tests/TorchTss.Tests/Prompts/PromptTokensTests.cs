using TorchTss.Prompts;

namespace TorchTss.Tests.Prompts;

public sealed class PromptTokensTests
{
    [Test]
    public void A_long_prompt_is_cut_and_says_how_much_of_it_is_left_out()
    {
        var tokens = PromptTokens.Of(ClipTokenizer.HuggingFace, "A red  cat, a blue dog", 6, LongPrompt.Cut);
        Assert.That(tokens.Rows.Single(), Is.EqualTo(new[] { 49406, 320, 736, 2368, 267, 49407 }));
        Assert.That(tokens.Notice("--prompt"), Is.EqualTo(
            "--prompt: 3 of its 7 tokens do not fit into 4 and are left out: \"a blue dog\"; shorten it, or use --long-prompt split"));
    }

    [Test]
    public void A_word_that_is_cut_in_two_counts_as_left_out()
    {
        var tokens = PromptTokens.Of(ClipTokenizer.HuggingFace, "cat crème", 4, LongPrompt.Cut);
        Assert.That(tokens.Rows.Single(), Is.EqualTo(new[] { 49406, 2368, 1075, 49407 }));
        Assert.That((tokens.Left, tokens.LeftText), Is.EqualTo((2, "crème")));
    }

    [Test]
    public void A_prompt_that_just_fits_is_left_alone()
    {
        var tokens = PromptTokens.Of(ClipTokenizer.HuggingFace, "a red cat", 5, LongPrompt.Cut);
        Assert.That((tokens.Rows.Count, tokens.Rows[0][4], tokens.Notice("--prompt")), Is.EqualTo((1, 49407, (string?)null)));
    }

    [Test]
    public void A_long_prompt_is_split_into_rows_with_start_and_end_each()
    {
        var tokens = PromptTokens.Of(ClipTokenizer.HuggingFaceOpenClip, "A red cat, a blue dog", 6, LongPrompt.Split);
        Assert.That(tokens.Rows, Is.EqualTo(new int[][] { [49406, 320, 736, 2368, 267, 49407], [49406, 320, 1746, 1929, 49407, 0] }));
        Assert.That(tokens.Notice("--prompt"), Is.Null);
    }

    [Test]
    public void No_words_are_one_row()
    {
        Assert.That(PromptTokens.Of(ClipTokenizer.HuggingFace, " ", 4, LongPrompt.Split).Rows, Is.EqualTo(new int[][] { [49406, 49407, 49407, 49407] }));
    }

    [Test]
    public void Parentheses_are_text()
    {
        Assert.That(ClipTokenizer.HuggingFace.Tokens("(cat:2)").Select(t => t.Id), Is.EqualTo(new[] { 263, 2368, 281, 273, 264 }));
    }
}
