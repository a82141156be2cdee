using TorchTss.Imaging;

namespace TorchTss.Tests.Cli;

/// <summary>Bad input: one clear sentence, the right exit code, and nothing written.</summary>
public sealed class RefusalTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCase("--steps 0", "--steps 0: the networks know 1000 training steps; use 1 to 1000")]
    [TestCase("--steps 1001", "--steps 1001: the networks know 1000 training steps; use 1 to 1000")]
    [TestCase("--steps many", "--steps many: this is not a whole number; tss --help shows what there is")]
    [TestCase("--sampler eular", "--sampler eular: unknown, did you mean euler? known: ddim, ddpm, dpmpp-2m, dpmpp-2m-sde, euler, unipc")]
    [TestCase("--host tyni", "--host tyni: unknown, did you mean tiny? known: controlnet, supir, tiny")]
    [TestCase("--color-fix wavlet", "--color-fix wavlet: unknown, did you mean wavelet? known: adain, none, wavelet, wavelet-luma")]
    [TestCase("--scale 0", "--scale 0: pictures are enlarged by a factor above 0 and up to 64; leave it out for the host's own")]
    [TestCase("--tile 8", "--tile 8: tiles are 64 pixels or more on a side; use 0 for none")]
    [TestCase("--dtype fp16 --device cpu",
        "--dtype fp16: CPUs compute fp16 some 500 times slower than bf16; use --dtype bf16 or fp32, or a CUDA device")]
    [TestCase("--timestep-rounding up",
        "--timestep-rounding up: unknown; known: floor, host, nearest, nearest-even, none; tss --help shows what there is")]
    [TestCase("--level-map aera", "--level-map aera: unknown, did you mean area? known: area, float, nearest")]
    [TestCase("--base-grid polynomial",
        "--base-grid polynomial: unknown, but polynomial is a warp; use --warp polynomial, "
        + "or one of ays, discrete, dm-nonuniform, exponential-sigma, host, karras, leading, legacy-ddpm, legacy-karras, linspace, paper, polyexponential, "
        + "respaced, trailing, uniform, vp")]
    [TestCase("--n-range 1", "--n-range 1: this is not two numbers such as 1,2; tss --help shows what there is")]
    [TestCase("--smapler euler", "--smapler: unknown option, did you mean --sampler? --help shows all")]
    [TestCase("--host controlnet", "--weights: the controlnet host needs a model, a diffusers folder or one file; give one")]
    public void Wrong_usage_ends_with_2(string options, string sentence) => Refused(2, sentence, options.Split(' '));

    [TestCase("--n 0.5 --tds", "--n 0.5: ")]
    [TestCase("--a 1.2 --tds", "--a 1.2: ")]
    public void Powers_and_transition_points_out_of_range_end_with_2(string options, string start)
    {
        var run = CommandLine.Run(["--output", _folder.File("o.png"), .. options.Split(' ')]);
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.StartWith($"tss: {start}").And.Match(@"^[^\n]+\n$"), "one sentence");
        Assert.That(_folder.Names, Is.Empty);
    }

    [Test]
    public void A_missing_file_ends_with_1() =>
        Refused(1, $"{_folder.File("no.png")}: no such file or folder; check the spelling", _folder.File("no.png"));

    [Test]
    public void A_folder_without_pictures_ends_with_1()
    {
        Directory.CreateDirectory(_folder.File("empty"));
        Refused(1, $"{_folder.File("empty")}: there is no picture in this folder ({string.Join(", ", ImageFile.Extensions)}); "
            + "give a folder that has some, or files",
            _folder.File("empty"));
    }

    [Test]
    public void A_pattern_without_pictures_ends_with_1() =>
        Refused(1, $"{_folder.File("*.png")}: no picture matches this pattern; check the spelling, and use * and ? in the last part only", _folder.File("*.png"));

    [Test]
    public void A_picture_of_one_pixel_ends_with_1()
    {
        ImageFile.Write(new Image8(1, 1, [1, 2, 3]), _folder.File("dot.png"));
        Refused(1, $"{_folder.File("dot.png")}: 1x1 pixels, but there is nothing to restore below 2x2; give a larger picture",
            _folder.File("dot.png"));
    }

    [Test]
    public void An_output_that_is_an_input_ends_with_2_even_with_overwrite()
    {
        ImageFile.Write(new Image8(8, 8, new byte[192]), _folder.File("in.png"));
        var before = File.ReadAllBytes(_folder.File("in.png"));
        var run = CommandLine.Run(_folder.File("in.png"), "--overwrite", "--output", _folder.Path);
        Assert.That((run.ExitCode, run.Error), Is.EqualTo(
            (2, $"tss: --output {_folder.File("in.png")}: this is an input, and inputs are never overwritten; give another folder or name\n")));
        Assert.That(File.ReadAllBytes(_folder.File("in.png")), Is.EqualTo(before));
    }

    [Test]
    public void A_format_that_is_not_written_ends_with_2_before_anything_is_computed()
    {
        var run = CommandLine.Run("--output", _folder.File("out.tiff"));
        Assert.That((run.ExitCode, run.Output, run.Error), Is.EqualTo(
            (2, "", $"tss: --output {_folder.File("out.tiff")}: results are written as .png, .jpg, .jpeg, .webp; "
                + "give a name with one of these, or a folder\n")));
    }

    [Test]
    public void One_file_for_several_pictures_ends_with_2()
    {
        foreach (var name in new[] { "a.png", "b.png" }) ImageFile.Write(new Image8(8, 8), _folder.File(name));
        Refused(2, $"--output {_folder.File("o.png")}: one file for 2 pictures; give a folder", _folder.File("a.png"), _folder.File("b.png"));
    }

    [Test]
    public void A_truncated_jpeg_and_a_corrupt_png_end_with_1_and_are_named()
    {
        ImageFile.Write(new Image8(64, 64, [.. Enumerable.Range(0, 64 * 64 * 3).Select(i => (byte)(i * 31))]), _folder.File("whole.jpg"));
        File.WriteAllBytes(_folder.File("cut.jpg"), File.ReadAllBytes(_folder.File("whole.jpg"))[..900]);
        ImageFile.Write(new Image8(16, 16), _folder.File("whole.png"));
        var png = File.ReadAllBytes(_folder.File("whole.png"));
        png[^20] ^= 0xFF;
        File.WriteAllBytes(_folder.File("bad.png"), png);
        File.WriteAllText(_folder.File("text.png"), "not a picture");
        foreach (var name in new[] { "cut.jpg", "bad.png", "text.png" })
        {
            var run = CommandLine.Run(_folder.File(name), "--output", _folder.File("o.png"));
            Assert.That((run.ExitCode, run.Output), Is.EqualTo((1, "")), name);
            Assert.That(run.Error, Does.StartWith($"tss: {_folder.File(name)}: ").And.Match(@"^[^\n]+\n$"), name);
        }
        Assert.That(File.Exists(_folder.File("o.png")), Is.False);
    }

    [Test]
    [Platform("Linux,MacOsX")]
    public void An_output_that_reaches_an_input_through_a_linked_folder_is_refused()
    {
        Directory.CreateDirectory(_folder.File("a"));
        Directory.CreateSymbolicLink(_folder.File("b"), _folder.File("a"));
        ImageFile.Write(new Image8(8, 8), _folder.File("a/x.png"));
        var run = CommandLine.Run(_folder.File("a/x.png"), "--overwrite", "--output", _folder.File("b"));
        Assert.That((run.ExitCode, run.Error), Is.EqualTo((2, $"tss: --output {_folder.File("b/x.png")}: this is an input, and inputs are never overwritten; give another folder or name\n")));
    }

    [TestCase("schedule --bogus", "--bogus: unknown option; --help shows all")]
    [TestCase("ablate --axis steps=1,2 --jobs 0 --dry-run", "--jobs 0: at least one cell is made at a time; use 1 or more")]
    [TestCase("tune --jobs 0 --dry-run", "--jobs 0: at least one cell is made at a time; use 1 or more")]
    [TestCase("tune --seeds 2000 --dry-run", "--seeds 2000: every picture is restored once to 1000 times; use 1 to 1000")]
    [TestCase("analyze --steps 7,7 --dry-run", "--steps 7: is there twice; name it once")]
    [TestCase("verify --foo", "--foo: unknown option; --help shows all")]
    [TestCase("schedule --plot drawing.jpg", "--plot drawing.jpg: drawings are PNG files; give a name that ends in .png")]
    [TestCase("schedule --plot x.png --variance-map ./x.png", "--plot x.png: is the variance map's name too; give each its own")]
    public void Commands_refuse_what_they_do_not_know(string arguments, string sentence)
    {
        var run = CommandLine.Run(arguments.Split(' '));
        Assert.That((run.ExitCode, run.Output, run.Error), Is.EqualTo((2, "", $"tss: {sentence}\n")));
    }

    [Test]
    public void A_drawing_never_replaces_its_input_and_another_file_only_when_asked()
    {
        ImageFile.Write(new Image8(8, 8), _folder.File("in.png"));
        var (input, drawing) = (_folder.File("in.png"), _folder.File("plot.png"));
        Assert.That(CommandLine.Run("schedule", input, "--plot", input, "--overwrite").Error, Is.EqualTo(
            $"tss: --plot {input}: this is the input, and inputs are never overwritten; give another name\n"));
        Assert.That(CommandLine.Run("schedule", input, "--sds", "--plot", drawing, "--variance-map", _folder.File("v.png")).ExitCode, Is.Zero);
        Assert.That((ImageFile.ReadInfo(drawing).Width, ImageFile.ReadInfo(_folder.File("v.png")).Width), Is.EqualTo((800, 122)));
        Assert.That(CommandLine.Run("schedule", "--plot", drawing).Error, Is.EqualTo($"tss: --plot {drawing}: exists; --overwrite replaces it, or give another name\n"));
    }

    [Test]
    public void An_unwritable_output_folder_ends_with_1_before_anything_is_computed()
    {
        File.WriteAllText(_folder.File("file"), "");
        var run = CommandLine.Run("--output", _folder.File("file/out.png"));
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Error, Is.EqualTo($"tss: {_folder.File("file")}: is a file, not a folder; choose another place with --output\n"));
        Assert.That(run.Output, Is.Empty);
    }

    [Test]
    public void A_weights_folder_with_a_missing_key_names_it()
    {
        var weights = WeightsFolder.Copy(_folder.File("weights"), dropFromUNet: "conv_out.bias");
        var run = CommandLine.Run("--weights", weights, "--output", _folder.File("o.png"));
        Assert.That((run.ExitCode, run.Output), Is.EqualTo((1, "")));
        Assert.That(run.Error, Does.Contain("conv_out.bias").And.Contain("missing").And.Match(@"^[^\n]+\n$"));
        Assert.That(File.Exists(_folder.File("o.png")), Is.False);
    }

    private void Refused(int code, string sentence, params string[] arguments)
    {
        var before = _folder.Names.ToArray();
        var run = CommandLine.Run([.. arguments, "--output", _folder.File("o.png")]);
        Assert.That((run.ExitCode, run.Output, run.Error), Is.EqualTo((code, "", $"tss: {sentence}\n")));
        Assert.That(_folder.Names, Is.EqualTo(before));
    }
}
