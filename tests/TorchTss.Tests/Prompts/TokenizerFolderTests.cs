using TorchTss.Prompts;
using TorchTss.Runtime;
using static TorchTss.Tests.Hosts.SyntheticTokenizer;

namespace TorchTss.Tests.Prompts;

public sealed class TokenizerFolderTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void The_models_own_vocabulary_and_special_tokens_are_used()
    {
        Write(_folder.Path, "<|endoftext|>");
        Assert.That(Row(ClipDialect.HuggingFaceOpenClip, "Cat ab!"), Is.EqualTo(new[] { Start, Cat, Letter('a'), Letter('b', ends: true), End, End, End, End }));
        Write(_folder.Path, "!");
        Assert.That(Row(ClipDialect.HuggingFace, "Cat ab!"), Is.EqualTo(new[] { Start, Cat, Letter('a'), Letter('b', ends: true), 0, End, 0, 0 }));
    }

    [Test]
    public void A_vocabulary_within_tokenizer_json_is_the_same()
    {
        Write(_folder.Path, "!");
        var before = Row(ClipDialect.HuggingFace, "cat cab!");
        var vocabulary = File.ReadAllText(_folder.File("vocab.json"));
        File.Delete(_folder.File("vocab.json"));
        File.Delete(_folder.File("merges.txt"));
        foreach (var merges in (string[])["""["c a", "ca t</w>"]""", """[["c", "a"], ["ca", "t</w>"]]"""])
        {
            File.WriteAllText(_folder.File("tokenizer.json"), $$"""{"model": {"type": "BPE", "vocab": {{vocabulary}}, "merges": {{merges}} } }""");
            File.SetLastWriteTimeUtc(_folder.File("tokenizer.json"), new DateTime(2020, 1, merges[1] == '[' ? 2 : 1, 0, 0, 0, DateTimeKind.Utc));
            Assert.That(Row(ClipDialect.HuggingFace, "cat cab!"), Is.EqualTo(before));
        }
    }

    [Test]
    public void The_special_tokens_map_goes_before_the_configuration()
    {
        Write(_folder.Path, "!");
        File.WriteAllText(_folder.File("tokenizer_config.json"), """{"pad_token": "<|endoftext|>"}""");
        Assert.That(Row(ClipDialect.HuggingFace, "cat")[^1], Is.Zero);
        File.Delete(_folder.File("special_tokens_map.json"));
        Assert.That(Row(ClipDialect.HuggingFaceOpenClip, "cat")[^1], Is.EqualTo(End));
    }

    [Test]
    public void Without_files_the_bundled_vocabulary_stands_in()
    {
        Assert.That(Row(ClipDialect.HuggingFaceOpenClip, "cat"), Is.EqualTo(new[] { 49406, 2368, 49407, 0, 0, 0, 0, 0 }));
        Assert.That(TokenizerFolder.Read(_folder.File("absent"), ClipDialect.HuggingFace).Size, Is.EqualTo(49408));
    }

    [Test]
    public void Half_a_vocabulary_is_refused()
    {
        Write(_folder.Path, "!");
        File.Delete(_folder.File("merges.txt"));
        Refused($"{_folder.Path}: has vocab.json but no merges.txt; fetch it from where the model came from");
    }

    [Test]
    public void A_special_token_that_is_no_token_is_refused()
    {
        Write(_folder.Path, "<pad>");
        Refused($"{_folder.Path}: the special token '<pad>' is not in the vocabulary; fetch the tokenizer again");
    }

    [Test]
    public void Ids_that_are_none_are_refused()
    {
        Write(_folder.Path, "!");
        File.WriteAllText(_folder.File("vocab.json"), """{"a": -1}""");
        Refused($"{_folder.File("vocab.json")}: the id of 'a' is -1, expected a whole number; fetch it again");
    }

    [Test]
    public void A_tokenizer_without_byte_pairs_is_refused()
    {
        File.WriteAllText(_folder.File("tokenizer.json"), """{"model": {"type": "Unigram", "vocab": []}}""");
        Refused($"{_folder.File("tokenizer.json")}: holds no byte pairs (model.vocab, model.merges); fetch vocab.json and merges.txt instead");
    }

    private int[] Row(ClipDialect dialect, string prompt) => PromptTokens.Of(TokenizerFolder.Read(_folder.Path, dialect), prompt, 8, LongPrompt.Cut).Rows[0];

    private void Refused(string message) => Assert.That(
        () => TokenizerFolder.Read(_folder.Path, ClipDialect.HuggingFace), Throws.TypeOf<UserException>().With.Message.EqualTo(message));
}
