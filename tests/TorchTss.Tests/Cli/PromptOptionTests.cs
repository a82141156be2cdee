using System.Text.Json;
using TorchTss.Imaging;
using TorchTss.Imaging.Png;
using TorchTss.Tests.Hosts;

namespace TorchTss.Tests.Cli;

public sealed class PromptOptionTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void A_prompt_is_recorded_in_the_picture()
    {
        var run = Run(Model(), Picture("in.png"), "--prompt", "Cat 日本", "--negative-prompt", "dog", "--guidance", "3", "--clip-skip", "1", "--long-prompt", "split");
        Assert.That((run.ExitCode, run.Error), Is.EqualTo((0, "")));
        var settings = Recorded("in.png");
        Assert.That((settings.Prompt, settings.NegativePrompt, settings.ClipSkip, settings.LongPrompt, settings.GuidanceScale),
            Is.EqualTo(("Cat 日本", "dog", 1, TorchTss.Prompts.LongPrompt.Split, 3.0)));
    }

    [Test]
    public void A_long_prompt_says_what_is_cut()
    {
        var run = Run(Model(), Picture("in.png"), "--prompt", "a b c d cat, dog", "--negative-prompt", "a b c d e f g", "--guidance", "2");
        Assert.That(run.Lines[..2], Is.EqualTo(new[]
        {
            "note: --prompt: 2 of its 8 tokens do not fit into 6 and are left out: \"dog\"; shorten it, or use --long-prompt split",
            "note: --negative-prompt: 1 of its 7 tokens do not fit into 6 and are left out: \"g\"; shorten it, or use --long-prompt split",
        }));
        Assert.That(Run(Model(), Picture("split.png"), "--prompt", "a b c d cat, dog", "--long-prompt", "split").Lines[0], Does.StartWith("host controlnet"));
    }

    [Test]
    public void A_negative_prompt_without_guidance_says_that_it_has_no_effect() =>
        Assert.That(Run(Model(), Picture("in.png"), "--negative-prompt", "dog").Lines[0], Is.EqualTo(
            "note: --negative-prompt: has no effect while guidance is off; use for instance --guidance 4"));

    [Test]
    public void A_table_gives_pictures_their_own_texts()
    {
        Directory.CreateDirectory(_folder.File("more"));
        string[] pictures = [Picture("a.png"), Picture("b.png"), Picture("more/c.png")];
        File.WriteAllText(_folder.File("prompts.csv"), "Prompt,File,Negative\n\"cat, dog\",a.png,blur\nab,more/c.png,\n");
        var run = Run(Model(), [.. pictures, "--prompts", _folder.File("prompts.csv"), "--prompt", "other", "--negative-prompt", "low", "--guidance", "2"]);
        Assert.That((run.ExitCode, run.Error), Is.EqualTo((0, "")));
        Assert.That(run.Lines[..2], Is.EqualTo(new[]
        {
            $"note: {pictures[0]}: its prompt is that of {_folder.File("prompts.csv")} line 2",
            $"note: {pictures[2]}: its prompt is that of {_folder.File("prompts.csv")} line 3",
        }));
        Assert.That(new[] { "a.png", "b.png", "c.png" }.Select(Recorded).Select(s => (s.Prompt, s.NegativePrompt)),
            Is.EqualTo(new[] { ("cat, dog", "blur"), ("other", "low"), ("ab", "low") }));
        Assert.That(Run(Model(), [.. pictures, "--prompts", _folder.File("prompts.csv"), "--prompt", "cat", "--negative-prompt", "low", "--guidance", "2"]).Output,
            Does.Contain($"{Out("a.png")} exists and is kept; ").And.Contain($"{Out("b.png")} exists and is kept, although it was made with other settings; "));
    }

    [Test]
    public void A_text_file_beside_a_picture_is_its_prompt()
    {
        var (a, b) = (Picture("a.png"), Picture("b.png"));
        File.WriteAllText(_folder.File("a.txt"), "  cat\n dog \n");
        var run = Run(Model(), a, b);
        Assert.That(run.Lines[0], Is.EqualTo($"note: {a}: its prompt is that of {_folder.File("a.txt")}"));
        Assert.That((Recorded("a.png").Prompt, Recorded("b.png").Prompt), Is.EqualTo(("cat dog", (string?)null)));
        Assert.That(Run(Model(), a, "--overwrite", "--prompt", "ab").ExitCode, Is.Zero);
        Assert.That(Recorded("a.png").Prompt, Is.EqualTo("ab"), "what is said goes before what lies there");
    }

    [Test]
    public void A_text_file_means_nothing_to_a_host_without_text()
    {
        var picture = Picture("in.png");
        File.WriteAllText(_folder.File("in.txt"), "cat");
        var run = CommandLine.Run(picture, "--steps", "1", "--output", _folder.File("out"));
        Assert.That((run.ExitCode, run.Lines[0].StartsWith("host tiny", StringComparison.Ordinal)), Is.EqualTo((0, true)));
    }

    [Test]
    public void The_bundled_model_takes_no_prompt()
    {
        var bundled = WeightsFolder.Bundled;
        var sentence = $"{bundled}: has no text encoder for --prompt; looked for text_encoder/config.json; "
            + "use a model that has one, or give ready text states with --embeddings";
        var run = CommandLine.Run(Picture("in.png"), "--prompt", "cat");
        Assert.That((run.ExitCode, run.Error), Is.EqualTo((1, $"tss: {sentence}\n")));
        File.WriteAllText(_folder.File("p.csv"), "file,prompt\nin.png,cat\n");
        Assert.That(CommandLine.Run(Picture("in.png"), "--prompts", _folder.File("p.csv")).Error, Is.EqualTo($"tss: {sentence}\n"));
    }

    [Test]
    public void Ready_states_and_texts_are_refused_together()
    {
        var run = CommandLine.Run(Picture("in.png"), "--prompt", "cat", "--embeddings", "x.safetensors");
        Assert.That((run.ExitCode, run.Error), Is.EqualTo((2, "tss: --prompt: --embeddings brings ready text states; give one of the two\n")));
        run = CommandLine.Run(Picture("in.png"), "--prompts", "x.csv", "--embeddings", "x.safetensors");
        Assert.That((run.ExitCode, run.Error), Is.EqualTo((2, "tss: --prompts: --embeddings brings ready text states; give one of the two\n")));
    }

    [Test]
    public void A_choice_that_does_not_exist_is_named()
    {
        var run = CommandLine.Run(Picture("in.png"), "--long-prompt", "spilt");
        Assert.That((run.ExitCode, run.Error), Is.EqualTo((2, "tss: --long-prompt spilt: unknown, did you mean split? known: cut, split; tss --help shows what there is\n")));
    }

    [TestCase("file\na.png\n", "FILE: has no column prompt; the first line names the columns file, prompt and, where wanted, negative")]
    [TestCase("", "FILE: has no column file; the first line names the columns file, prompt and, where wanted, negative")]
    [TestCase("file,prompt\n ,cat\n", "FILE line 2: names no file; give one, or take the line away")]
    [TestCase("file,prompt\nin.png,cat\nin.png,dog\n", "FILE line 3: in.png is there a second time, after FILE line 2; leave one of them out")]
    [TestCase("file,prompt\nin.png,a \"cat\n", "FILE: line 2 has a quote in the wrong place; put the whole text into quotes")]
    public void A_table_that_is_none_is_refused(string table, string sentence)
    {
        var file = _folder.File("prompts.csv");
        File.WriteAllText(file, table);
        var run = CommandLine.Run(Picture("in.png"), "--prompts", file);
        Assert.That((run.ExitCode, run.Error), Is.EqualTo((1, $"tss: {sentence.Replace("FILE", file, StringComparison.Ordinal)}\n")));
    }

    [Test]
    public void A_picture_that_is_not_in_the_table_is_named()
    {
        var (file, picture) = (_folder.File("prompts.csv"), Picture("in.png"));
        File.WriteAllText(file, "file,prompt\nother.png,cat\n");
        var run = Run(Model(), picture, "--prompts", file);
        Assert.That((run.ExitCode, run.Error), Is.EqualTo(
            (1, $"tss: {file}: has no row for {picture}; add one, or give --prompt for the pictures without a row\n")));
    }

    [Test]
    public void A_table_that_is_not_there_is_refused() =>
        Assert.That(CommandLine.Run(Picture("in.png"), "--prompts", _folder.File("none.csv")).Error, Is.EqualTo(
            $"tss: {_folder.File("none.csv")}: there is no such file; check the path\n"));

    private CommandLine Run(SyntheticModel model, params string[] arguments) => CommandLine.Run(
        [.. arguments, "--host", "controlnet", "--weights", model.Model, "--controlnet", model.ControlNet, "--steps", "1", "--output", _folder.File("out")]);

    private SyntheticModel Model()
    {
        var model = new SyntheticModel(_folder.File("model"));
        return Directory.Exists(model.Model) ? model : model.Write(SyntheticModel.Sd15UNet).WriteText(SyntheticModel.Sd15UNet);
    }

    private RunSettings Recorded(string picture) =>
        JsonSerializer.Deserialize<RunSettings>(PngText.Read(Out(picture))["tss"], SettingsJson.Options)!;

    private string Out(string picture) => Path.Combine(_folder.File("out"), picture);

    private string Picture(string name)
    {
        var path = _folder.File(name);
        ImageFile.Write(new Image8(8, 8, [.. Enumerable.Range(0, 192).Select(i => (byte)(i * 37 % 251))]), path);
        return path;
    }
}
