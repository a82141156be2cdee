using TorchTss.Checkpoints;
using TorchTss.Hosts.Tiny;

namespace TorchTss.Tests.Cli;

public sealed class ConvertTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Begin() => _folder = new TemporaryFolder();

    [TearDown]
    public void End() => _folder.Dispose();

    private CommandLine Convert(params string[] arguments) => CommandLine.Run(["convert", .. arguments]);

    [Test]
    public void A_folder_becomes_one_file_and_a_folder_again()
    {
        var (file, again) = (_folder.File("tiny.safetensors"), _folder.File("again"));
        Assert.That(Convert(TinyHostKind.BundledFolder, file, "--to", "ldm").Output, Does.StartWith($"wrote {file}: 526 tensors, 17.06 MB, "));
        Assert.That(Convert(file, again, "--to", "diffusers", "--dtype", "fp32").ExitCode, Is.Zero);
        using var before = DiffusersFolder.Open(TinyHostKind.BundledFolder).Component("vae");
        using var after = DiffusersFolder.Open(again).Component("vae");
        Assert.That(after.Weights.Entries.Select(e => e.Name).Order(), Is.EqualTo(before.Weights.Entries.Select(e => e.Name).Order()));
        Assert.That(after.Weights.Entries.Select(e => e.Stored).Distinct(), Is.EqualTo(new[] { "F32" }));
    }

    [TestCase("--dtype", "fp8", "--dtype fp8: unknown, did you mean fp16? known: bf16, fp16, fp32")]
    [TestCase("--shard-size", "5 apples", "--shard-size 5 apples: this is not a size such as 5GB or 500MB")]
    [TestCase("--to", "sgm", "--to sgm: unknown, did you mean ldm? known: diffusers, ldm; tss --help shows what there is")]
    public void Options_that_cannot_be_are_named(string option, string value, string sentence)
    {
        var line = Convert(TinyHostKind.BundledFolder, _folder.File("x.safetensors"), option, value);
        Assert.That((line.ExitCode, line.Error), Is.EqualTo((2, $"tss: {sentence}\n")));
    }

    [Test]
    public void An_output_that_is_no_safetensors_file_is_refused()
    {
        var line = Convert(TinyHostKind.BundledFolder, _folder.File("x.ckpt"), "--to", "ldm");
        Assert.That((line.ExitCode, line.Error), Is.EqualTo((2,
            $"tss: {_folder.File("x.ckpt")}: only safetensors is written; let the name end with .safetensors, or use --to diffusers for a folder\n")));
    }

    [Test]
    public void Averaged_weights_without_a_target_are_refused()
    {
        var unet = Path.Combine(TinyHostKind.BundledFolder, "unet", "diffusion_pytorch_model.safetensors");
        var line = Convert(unet, _folder.File("x.safetensors"), "--ema");
        Assert.That((line.ExitCode, line.Error), Is.EqualTo((2, "tss: --ema: only with --to diffusers or --to ldm; add one of them\n")));
    }

    [Test]
    public void A_folder_without_a_target_is_asked_for_one()
    {
        var line = Convert(TinyHostKind.BundledFolder, _folder.File("x.safetensors"));
        Assert.That((line.ExitCode, line.Error), Is.EqualTo((2,
            $"tss: {TinyHostKind.BundledFolder}: is a folder; say what it is to become with --to ldm or --to diffusers\n")));
    }
}
