using System.Text.Json;
using TorchTss.Cli;
using TorchTss.Imaging;
using TorchTss.Imaging.Png;

namespace TorchTss.Tests.Cli;

public sealed class RestoreTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void A_run_says_what_it_did_and_writes_the_picture()
    {
        var (input, output) = (Picture("in.png", 20, 16, 1), _folder.File("out.png"));
        var run = CommandLine.Run(input, "--sampler", "euler", "--steps", "3", "--tds", "--sds", "--output", output);
        Assert.That((run.ExitCode, run.Error), Is.EqualTo((0, "")));
        Assert.That(run.Lines[0], Does.Match(@"^host tiny on cpu fp32, opened in \d+\.\d s$"));
        Assert.That(run.Lines[1], Is.EqualTo("sampler euler, 3 steps, seed 0, TDS+SDS: polynomial, n 1–2, a 0.4–0.6 on the host grid"));
        Assert.That(run.Lines[2], Is.EqualTo($"[1/1] {input}"));
        Assert.That(run.Lines[3], Does.Match(@"^  step 1/3  t 999 +\d+\.\d\d s$"));
        Assert.That(run.Lines[4], Does.Match(@"^  step 2/3  t \d+–\d+ +\d+\.\d\d s$"));
        Assert.That(run.Lines[6], Does.Match(@"^  20x16 -> 80x64, colour fix wavelet-luma, \d+\.\d\d s per step, \d+\.\d s in all$"));
        Assert.That(run.Lines[7], Is.EqualTo($"  wrote {output}"));
        Assert.That(ImageFile.ReadInfo(output) is { Width: 80, Height: 64 });
    }

    [Test]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_does_not()
    {
        var input = Picture("in.png", 16, 16, 2);
        byte[] Bytes(string seed, string name)
        {
            Assert.That(CommandLine.Run(input, "--steps", "2", "--sds", "--seed", seed, "--output", _folder.File(name)).ExitCode, Is.Zero);
            return ImageFile.Read(_folder.File(name)).Pixels;
        }
        var first = Bytes("5", "a.png");
        Assert.That(Bytes("5", "b.png"), Is.EqualTo(first));
        Assert.That(File.ReadAllBytes(_folder.File("a.png")), Is.EqualTo(File.ReadAllBytes(_folder.File("b.png"))), "whole files");
        Assert.That(Bytes("6", "c.png"), Is.Not.EqualTo(first));
    }

    [Test]
    public void An_existing_result_is_kept_unless_it_may_be_replaced()
    {
        var (input, output) = (Picture("in.png", 16, 16, 3), _folder.File("out.png"));
        File.WriteAllText(output, "mine");
        var kept = CommandLine.Run(input, "--steps", "1", "--output", output);
        Assert.That((kept.ExitCode, kept.Output), Is.EqualTo((0, $"{output} exists and is kept, although it is no picture; --overwrite replaces it\n")));
        Assert.That(File.ReadAllText(output), Is.EqualTo("mine"));
        Assert.That(CommandLine.Run(input, "--steps", "1", "--overwrite", "--output", output).ExitCode, Is.Zero);
        Assert.That(ImageFile.ReadInfo(output).Width, Is.EqualTo(64));
    }

    [Test]
    public void A_kept_result_that_was_made_otherwise_is_said_to_be()
    {
        var (input, output) = (Picture("in.png", 8, 8, 3), _folder.File("out.png"));
        Assert.That(CommandLine.Run(input, "--steps", "1", "--output", output).ExitCode, Is.Zero);
        Assert.That(CommandLine.Run(input, "--steps", "1", "--output", output).Output, Is.EqualTo($"{output} exists and is kept; --overwrite replaces it\n"));
        Assert.That(CommandLine.Run(input, "--steps", "2", "--output", output).Output, Is.EqualTo(
            $"{output} exists and is kept, although it was made with other settings; --overwrite replaces it\n"));
        Assert.That(CommandLine.Run(Picture("other.png", 8, 8, 4), "--steps", "1", "--output", output).Output, Is.EqualTo(
            $"{output} exists and is kept, although it was made from in.png; --overwrite replaces it\n"));
    }

    [Test]
    public void Results_of_one_name_are_told_apart_whatever_the_order()
    {
        Directory.CreateDirectory(_folder.File("a"));
        Directory.CreateDirectory(_folder.File("b"));
        string[] files = [Picture("a/t.png", 4, 4, 1), Picture("b/t.png", 4, 4, 2), Picture("t.bmp.png", 4, 4, 3)];
        foreach (var order in new[] { files, [.. files.Reverse()] })
        {
            Assert.That(OutputNames.For(order, "out").Order(StringComparer.Ordinal), Is.EqualTo(new[] { "out/a-t.png", "out/b-t.png", "out/t.bmp.png" }));
        }
        Assert.That(OutputNames.For(["x/p.png", "x/p.jpg"], "out"), Is.EqualTo(new[] { "out/p.png.png", "out/p.jpg.png" }));
    }

    [Test]
    public void Json_tells_a_failure_too()
    {
        File.WriteAllText(_folder.File("text.png"), "not a picture");
        var failed = CommandLine.Run(_folder.File("text.png"), "--json", "--output", _folder.File("o.png"));
        using var line = JsonDocument.Parse(failed.Output);
        Assert.That((failed.ExitCode, line.RootElement.GetProperty("status").GetString()), Is.EqualTo((1, "failed")));
        using var refused = JsonDocument.Parse(CommandLine.Run(_folder.File("none.png"), "--json").Output);
        Assert.That(refused.RootElement.GetProperty("status").GetString(), Is.EqualTo("refused"));
    }

    [Test]
    public void Folders_and_patterns_are_restored_with_one_json_line_each()
    {
        Directory.CreateDirectory(_folder.File("lr"));
        Picture("lr/b.png", 8, 8, 4);
        Picture("lr/a.png", 8, 12, 5);
        File.WriteAllText(_folder.File("lr/notes.txt"), "not a picture");
        var run = CommandLine.Run(_folder.File("lr"), _folder.File("lr/*.png"), "--steps", "1", "--json", "--output", _folder.File("sr"));
        Assert.That((run.ExitCode, run.Error, run.Lines.Length), Is.EqualTo((0, "", 2)));
        using var line = JsonDocument.Parse(run.Lines[0]);
        Assert.That(line.RootElement.GetProperty("output").GetString(), Is.EqualTo(_folder.File("sr/a.png")));
        Assert.That(line.RootElement.GetProperty("outputSize").EnumerateArray().Select(v => v.GetInt32()), Is.EqualTo(new[] { 32, 48 }));
        Assert.That(line.RootElement.GetProperty("steps")[0].GetProperty("timesteps")[0].GetDouble(), Is.EqualTo(999));
        Assert.That(line.RootElement.GetProperty("settings").GetProperty("sampler").GetString(), Is.EqualTo("euler"));
    }

    [Test]
    public void One_bad_picture_among_good_ones_is_named_and_the_others_are_restored()
    {
        Directory.CreateDirectory(_folder.File("lr"));
        File.WriteAllText(_folder.File("lr/a.png"), "this is a text file that somebody named .png");
        Picture("lr/b.png", 8, 8, 6);
        var run = CommandLine.Run(_folder.File("lr"), "--steps", "1", "--quiet", "--output", _folder.File("sr"));
        Assert.That((run.ExitCode, run.Output), Is.EqualTo((1, "")));
        Assert.That(run.Error, Does.StartWith("tss: ").And.Contain("a.png"));
        Assert.That(_folder.Names.Where(n => n.StartsWith("sr", StringComparison.Ordinal)), Is.EqualTo(new[] { "sr", "sr/b.png" }));
    }

    [Test]
    public void Every_setting_that_made_a_picture_is_in_it()
    {
        var (input, output) = (Picture("in.png", 8, 8, 7), _folder.File("out.png"));
        Assert.That(CommandLine.Run(input, "--steps", "1", "--tds", "--seed", "42", "--output", output).ExitCode, Is.Zero);
        using var settings = JsonDocument.Parse(PngText.Read(output)["tss"]);
        Assert.That(settings.RootElement.GetProperty("seed").GetInt64(), Is.EqualTo(42));
        Assert.That(settings.RootElement.GetProperty("tss").GetProperty("tds").GetBoolean(), Is.True);
        Assert.That(settings.RootElement.GetProperty("colorFix").GetString(), Is.EqualTo("wavelet-luma"));
    }

    [Test]
    public void Options_without_effect_are_said_to_have_none()
    {
        var run = CommandLine.Run(Picture("in.png", 8, 8, 8), "--steps", "1", "--n", "1.5", "--output", _folder.File("out.png"));
        Assert.That(run.ExitCode, Is.Zero);
        Assert.That(run.Lines[0], Does.StartWith("note: --n "));
    }

    /// <summary>A small picture with flat and busy parts.</summary>
    private string Picture(string name, int width, int height, int seed)
    {
        var random = new Random(seed);
        var pixels = new byte[width * height * 3];
        for (var i = 0; i < pixels.Length; i++) pixels[i] = (byte)(i / 3 % width < width / 2 ? 90 : random.Next(256));
        ImageFile.Write(new Image8(width, height, pixels), _folder.File(name));
        return _folder.File(name);
    }
}
