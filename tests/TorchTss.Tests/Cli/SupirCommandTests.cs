using TorchTss.Imaging;
using TorchTss.Tests.Hosts.Supir;

namespace TorchTss.Tests.Cli;

/// <summary><c>tss --host supir</c> from end to end, on files of toy width.</summary>
public sealed class SupirCommandTests
{
    private static readonly Image8 _picture = new(20, 14, [.. Enumerable.Range(0, 840).Select(i => (byte)(i * 37 % 251))]);
    private TemporaryFolder _models = null!, _folder = null!;

    [OneTimeSetUp]
    public void WriteModels() => SupirToy.Folder((_models = new TemporaryFolder()).Path);

    [OneTimeTearDown]
    public void RemoveModels() => _models.Dispose();

    [SetUp]
    public void WritePicture() => ImageFile.Write(_picture, (_folder = new TemporaryFolder()).File("cat.png"));

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Says_what_comes_from_where_and_at_which_sizes_it_works()
    {
        var run = Run("--steps", "2", "--tds", "--sds");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.Multiple(() =>
        {
            Assert.That(run.Lines, Does.Contain("note: control network: 290 tensors of SUPIR.safetensors"));
            Assert.That(run.Output, Does.Contain("sampler euler:churn=5,noise-scale=1.01, 2 steps, seed 0, TDS+SDS: polynomial, n 2.2–2.5, a 0.58–0.63 on the host grid"));
            Assert.That(run.Output, Does.Contain("  20x14 -> 64x64 -> 40x28, colour fix wavelet, "));
        });
    }

    [Test]
    public void Several_samples_differ_and_the_first_is_what_one_would_be()
    {
        Assert.That(Run("--steps", "1", "--num-samples", "2").ExitCode, Is.Zero);
        Assert.That(Run("--steps", "1").ExitCode, Is.Zero);
        Assert.That(Pixels("cat_0.png"), Is.EqualTo(Pixels("cat.png")));
        Assert.That(Pixels("cat_1.png"), Is.Not.EqualTo(Pixels("cat.png")));
    }

    [Test]
    public void A_caption_beside_the_picture_is_used_and_so_is_a_table()
    {
        Run("--steps", "1", "-o", _folder.File("plain.png"));
        File.WriteAllText(_folder.File("cat.txt"), "a photo of a cat");
        var beside = Run("--steps", "1", "-o", _folder.File("beside.png"));
        File.WriteAllText(_folder.File("captions.csv"), "file,prompt\ncat.png,a photo of a cat\n");
        Run("--steps", "1", "--captions", _folder.File("captions.csv"), "-o", _folder.File("table.png"));
        Assert.That(beside.Output, Does.Contain($"note: {_folder.File("cat.png")}: its prompt is that of {_folder.File("cat.txt")}"));
        var (plain, captioned, listed) = (ImageFile.Read(_folder.File("plain.png")), ImageFile.Read(_folder.File("beside.png")), ImageFile.Read(_folder.File("table.png")));
        Assert.That(captioned.Pixels, Is.Not.EqualTo(plain.Pixels));
        Assert.That(listed.Pixels, Is.EqualTo(captioned.Pixels));
    }

    [Test]
    public void The_first_stage_alone_takes_no_step()
    {
        var run = Run("--stage1-only");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Output, Does.Not.Contain("step 1/").And.Contain("  20x14 -> 64x64 -> 40x28, "));
        Assert.That((ImageFile.Read(_folder.File("out/cat.png")).Width, ImageFile.Read(_folder.File("out/cat.png")).Height), Is.EqualTo((40, 28)));
    }

    [Test]
    public void A_folder_is_restored_with_one_opening_and_continued_where_it_stopped()
    {
        ImageFile.Write(_picture, _folder.File("dog.png"));
        string[] arguments = ["--host", "supir", "--weights", _models.Path, "--upscale", "2", "--min-size", "64", "--steps", "1", "--device", "cpu", "-o", _folder.File("out")];
        var first = CommandLine.Run([_folder.File("cat.png"), .. arguments]);
        var second = CommandLine.Run([_folder.File("cat.png"), _folder.File("dog.png"), .. arguments]);
        Assert.That((first.ExitCode, second.ExitCode), Is.EqualTo((0, 0)));
        Assert.That(second.Lines, Does.Contain($"{_folder.File("out/cat.png")} exists and is kept; --overwrite replaces it"));
        Assert.That(second.Lines.Count(l => l.StartsWith("host supir", StringComparison.Ordinal)), Is.EqualTo(1));
        Assert.That(File.Exists(_folder.File("out/dog.png")), Is.True);
    }

    [Test]
    public void A_prompt_beyond_the_window_is_told()
    {
        var run = Run("--steps", "1", "--prompt", string.Join(' ', Enumerable.Repeat("tree", 60)));
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Output, Does.Match("note: --prompt: 40 of its 115 tokens do not fit into 75 and are left out: .*shorten it, or use --long-prompt split"));
    }

    [Test]
    public void Lightning_settings_on_a_plain_base_are_told() => Assert.That(
        Run("--preset", "lightning-quality", "--steps", "1").Output,
        Does.Contain("note: --preset lightning-quality: is made for a Lightning base, and base.safetensors is not named as one; "
            + "with a plain base use --preset quality, fidelity or paper"));

    [Test]
    public void Without_weights_it_says_what_is_needed()
    {
        var run = CommandLine.Run(_folder.File("cat.png"), "--host", "supir", "-o", _folder.File("out"));
        Assert.That((run.ExitCode, run.Error), Is.EqualTo((2, "tss: --weights: SUPIR is an addition to SDXL and needs a base; "
            + "give sd_xl_base_1.0_0.9vae.safetensors or a diffusers folder, with SUPIR's own file as --supir or beside it\n")));
    }

    [Test]
    public void A_schedule_needs_no_weights()
    {
        var run = CommandLine.Run("schedule", "--host", "supir", "--preset", "paper");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Output, Does.Contain("959").And.Contain("819").And.Contain("964").And.Contain("805"));
    }

    private CommandLine Run(params string[] arguments) => CommandLine.Run([
        _folder.File("cat.png"), "--host", "supir", "--weights", _models.Path, "--upscale", "2", "--min-size", "64", "--device", "cpu",
        .. arguments.Contains("-o") ? [] : new[] { "-o", _folder.File("out") }, .. arguments, "--overwrite"]);

    private byte[] Pixels(string name) => ImageFile.Read(_folder.File($"out/{name}")).Pixels;
}
