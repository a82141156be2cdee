using System.Globalization;
using System.Text.Json;
using TorchTss.Experiments.Statistics;
using TorchTss.Imaging;
using TorchTss.Metrics;
using TorchTss.Runtime;
using TorchTss.Tests.Metrics;

namespace TorchTss.Tests.Cli;

/// <summary><c>tss metrics</c>.</summary>
public sealed class MetricsTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder()
    {
        _folder = new TemporaryFolder();
        Directory.CreateDirectory(_folder.File("out"));
        Directory.CreateDirectory(_folder.File("hr"));
        Picture("out/a.png", 1);
        Picture("out/b.png", 2);
        Picture("hr/a.png", 3);
        Picture("hr/b.webp", 2);
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void A_file_that_is_no_table_is_not_replaced()
    {
        File.WriteAllText(_folder.File("notes.txt"), "keep me");
        var run = CommandLine.Run("metrics", _folder.File("out"), "--csv", _folder.File("notes.txt"));
        Assert.That((run.ExitCode, run.Error), Is.EqualTo((2,
            $"tss: --csv {_folder.File("notes.txt")}: exists and is no earlier table of scores; give another name, or delete it first\n")));
        Assert.That(File.ReadAllText(_folder.File("notes.txt")), Is.EqualTo("keep me"));
    }

    [Test]
    public void A_table_has_every_picture_the_mean_and_its_interval()
    {
        var run = Referenced("--metrics", "psnr,ssim:channel=rgb,crop=2", "--device", "cpu");
        Assert.That((run.ExitCode, run.Error), Is.EqualTo((0, "")));
        Assert.That(run.Lines[0], Is.EqualTo("profile pyiqa, cpu fp32"));
        var cells = run.Lines.Select(l => l.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        var rows = cells.Where(r => r.Length > 1).ToArray();
        Assert.That(rows[0], Is.EqualTo(new[] { "picture", "psnr dB ↑", "ssim:channel=rgb,crop=2 ↑" }));
        var (psnr, ssim) = (Scorer.Score("psnr", T(1), T(3)), Scorer.Score("ssim:channel=rgb,crop=2", T(1), T(3)));
        Assert.That(rows[1], Is.EqualTo(new[] { _folder.File("out/a.png"), F2(psnr), F4(ssim) }));
        Assert.That(rows[2], Is.EqualTo(new[] { _folder.File("out/b.png"), "80.00", "1.0000" }));
        Assert.That(rows[3], Is.EqualTo(new[] { "mean", F2((psnr + 80) / 2), F4((ssim + 1) / 2) }));
        Assert.That(rows[4], Is.EqualTo(new[] { "95 % interval", $"{F2(psnr)} to 80.00", $"{F4(ssim)} to 1.0000" }));
        Assert.That(rows, Has.Length.EqualTo(5));
    }

    [Test]
    public void Without_a_list_what_needs_no_download_is_computed()
    {
        Assert.That(CommandLine.Run("metrics", _folder.File("out/a.png")).Output, Does.Match(@"picture +niqe ↓ *\n"));
        Assert.That(CommandLine.Run("metrics", _folder.File("out/a.png"), "--reference", _folder.File("hr/a.png")).Output,
            Does.Match(@"picture +niqe ↓ +psnr dB ↑ +ssim ↑ *\n"));
    }

    [Test]
    public void A_profile_changes_what_names_mean()
    {
        var run = Referenced("--metrics", "psnr", "--profile", "basicsr", "--scale", "4");
        var score = F2(Scorer.Score("psnr:variant=basicsr,channel=y,crop=4", T(1), T(3)));
        Assert.That(run.Output, Does.StartWith("profile basicsr, ").And.Contain($" {score} ").And.Contain(" inf "));
    }

    [Test]
    public void A_csv_has_a_row_for_every_score_and_rows_for_the_mean()
    {
        var file = _folder.File("scores.csv");
        var run = Referenced("--metrics", "psnr:variant=basicsr,psnr", "--csv", file);
        Assert.That((run.ExitCode, run.Lines[^1]), Is.EqualTo((0, $"wrote {file}")));
        var psnr = Scorer.Score("psnr", T(1), T(3));
        var mean = Bootstrap.Mean([psnr, 80]);
        Assert.That(File.ReadAllText(file), Is.EqualTo(string.Join('\n',
        [
            "image,metric,value",
            $"{_folder.File("out/a.png")},psnr:variant=basicsr,{R(Scorer.Score("psnr:variant=basicsr", T(1), T(3)))}",
            $"{_folder.File("out/a.png")},psnr,{R(psnr)}",
            $"{_folder.File("out/b.png")},psnr:variant=basicsr,inf",
            $"{_folder.File("out/b.png")},psnr,80",
            "mean,psnr:variant=basicsr,inf",
            "low,psnr:variant=basicsr,inf",
            "high,psnr:variant=basicsr,inf",
            $"mean,psnr,{R(mean.Mean)}",
            $"low,psnr,{R(mean.Low)}",
            $"high,psnr,{R(mean.High)}",
            "",
        ])));
    }

    [Test]
    public void Json_has_settings_scores_means_and_what_went_wrong()
    {
        File.WriteAllText(_folder.File("out/c.png"), "not a picture");
        Picture("hr/c.png", 4);
        var file = _folder.File("scores.json");
        var run = Referenced("--metrics", "ssim", "--profile", "ycbcr", "--json", file);
        Assert.That(run.ExitCode, Is.EqualTo(1), "one picture cannot be read");
        using var json = JsonDocument.Parse(File.ReadAllText(file));
        var root = json.RootElement;
        var metric = root.GetProperty("metrics")[0];
        Assert.That(root.GetProperty("profile").GetString(), Is.EqualTo("ycbcr"));
        Assert.That((metric.GetProperty("name").GetString(), metric.GetProperty("specification").GetString()),
            Is.EqualTo(("ssim", "ssim:color-space=ycbcr")));
        var score = Scorer.Score("ssim:color-space=ycbcr", T(1), T(3));
        Assert.That(root.GetProperty("images")[0].GetProperty("scores").GetProperty("ssim").GetDouble(), Is.EqualTo(score));
        Assert.That((metric.GetProperty("mean").GetDouble(), metric.GetProperty("count").GetInt32()), Is.EqualTo(((score + 1) / 2, 2)));
        Assert.That(root.GetProperty("images")[2].GetProperty("complaints")[0].GetString(), Does.StartWith($"{_folder.File("out/c.png")}: "));
        Assert.That(run.Error, Does.StartWith($"tss: {_folder.File("out/c.png")}: "));
    }

    [Test]
    public void A_picture_that_cannot_be_scored_is_named_and_the_others_are_scored()
    {
        ImageFile.Write(ClosedForm.Picture(1, 90, 700), _folder.File("out/face.png"));
        var run = CommandLine.Run("metrics", _folder.File("out"));
        Assert.That((run.ExitCode, run.Error), Is.EqualTo((1,
            $"tss: {_folder.File("out/face.png")}: 90x700 pixels, but niqe needs two 96x96 blocks; use --metrics without niqe or a larger image\n")));
        Assert.That(run.Output, Does.Match(@"face\.png +- *\n").And.Match(@"\n *pictures +2 *\n"));
    }

    [Test]
    public void A_metric_without_its_file_is_a_note_and_without_any_other_a_failure()
    {
        var missing = Referenced("--metrics", "lpips,psnr", "--metric-weights", _folder.Path);
        Assert.That(missing.ExitCode, Is.Zero);
        Assert.That(missing.Error, Does.StartWith("note: lpips is left out: alexnet.safetensors: not found; wanted is ")
            .And.EndWith($"put it, or alexnet-owt-7be5be79.pth as it is, in {_folder.Path}\n"));
        Assert.That(missing.Output, Does.Match(@"picture +psnr dB ↑ *\n"));
        var none = Referenced("--metrics", "lpips", "--metric-weights", _folder.Path, "--csv", _folder.File("x.csv"));
        Assert.That((none.ExitCode, none.Output, File.Exists(_folder.File("x.csv"))), Is.EqualTo((1, "", false)));
        Assert.That(none.Error, Does.StartWith("tss: lpips is left out: alexnet.safetensors: not found; "));
    }

    [Test]
    public void A_set_metric_gives_one_number()
    {
        using var added = Catalog<IMetric>.Add(typeof(MetricsTests).Assembly);
        var run = Referenced("--metrics", "mean-gap,niqe", "--csv", _folder.File("x.csv"));
        Assert.That((run.ExitCode, run.Error), Is.EqualTo((0, "")));
        var gap = Level(T(1), T(2)) - Level(T(3), T(2));
        Assert.That(run.Output, Does.Match($@"\n *mean +{F4(gap)} ").And.Match(@"a\.png +- "));
        Assert.That(File.ReadAllLines(_folder.File("x.csv")).Single(l => l.Contains("mean-gap", StringComparison.Ordinal)),
            Does.Match(@"^set,mean-gap,-?[0-9.E-]+$"));
        Assert.That(CommandLine.Run("metrics", _folder.File("out"), "--metrics", "mean-gap").Error,
            Is.EqualTo("tss: --metrics mean-gap: compares with originals; give --reference DIR or FILE\n"));
    }

    [Test]
    public void The_list_tells_direction_range_needs_and_files()
    {
        var run = CommandLine.Run("metrics", "--list");
        Assert.That(run.ExitCode, Is.Zero);
        Assert.That(run.Output, Does.Contain("\n                lower is better, 0 or more; needs no reference; niqe needs two 96x96 blocks\n"
            + $"                niqe_pris_params.safetensors, 0.012 MB, ships with the program: found in {MetricFolder.Shipped}\n"));
        Assert.That(run.Output, Does.Contain("\n                higher is better, 0 to 80 dB; needs a reference\n"));
        Assert.That(run.Output, Does.Match(@"\nssim  .+\n +higher is better, 0 to 1; needs a reference; SSIM needs 11 pixels or more on "));
        Assert.That(run.Output, Does.Match(@"\n +alexnet\.safetensors, 9\.88 MB: missing: torchvision's AlexNet "));
    }

    [Test]
    public void Help_has_the_options_the_metrics_and_the_profiles()
    {
        var help = CommandLine.Run("metrics", "--help").Output;
        Assert.That(help, Does.Contain("Usage: tss metrics [PATH…] [options]").And.Match(@"  --reference DIR\|FILE +the originals"));
        Assert.That(help, Does.Match(@"\n  ssim +structural similarity").And.Match(@"\n    downsample=false +whether"));
        Assert.That(help, Does.Match(@"\nProfiles \(--profile\):\n  basicsr "));
        Assert.That(CommandLine.Run("--help").Output, Does.Match(@"tss metrics +Score pictures"));
        Assert.That(CommandLine.Run("list").Output, Does.Match(@"\nMetrics:\n(.*\n)*  niqe +natural"));
    }

    [TestCase("", "PATH: nothing to judge; give pictures, folders or patterns, or --list to see the metrics")]
    [TestCase("out --metrics psnr,niqe,ssim", "--metrics psnr,ssim: compares with originals; give --reference DIR or FILE")]
    [TestCase("out --profile pyqia", "--profile pyqia: unknown, did you mean pyiqa? known: basicsr, pyiqa, ycbcr")]
    [TestCase("out --reference hr --profile basicsr", "--profile basicsr: its psnr cuts off a border as wide as the scale; give --scale")]
    [TestCase("out --scale 0", "--scale 0: pictures are enlarged by a factor above 0; correct it")]
    [TestCase("out --csv out/a.png", "--csv out/a.png: this is an input, and inputs are never overwritten; give another name")]
    [TestCase("out --csv x --json ./x", "--json ./x: is the name of --csv too; give each its own")]
    [TestCase("--metric psnr", "--metric: unknown option, did you mean --metrics? --help shows all")]
    public void Wrong_usage_ends_with_2(string arguments, string sentence)
    {
        string[] names = ["out", "hr", "out/a.png", "x", "./x"];
        string At(string word) => names.Contains(word) ? _folder.File(word) : word;
        var run = CommandLine.Run(["metrics", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(At)]);
        Assert.That((run.ExitCode, run.Output, run.Error), Is.EqualTo((2, "", $"tss: {string.Join(' ', sentence.Split(' ').Select(Word))}\n")));
        Assert.That(_folder.Names, Has.Length.EqualTo(6));

        string Word(string word) => word.EndsWith(':') ? At(word[..^1]) + ":" : word;
    }

    [Test]
    public void An_empty_file_name_ends_with_2() =>
        Assert.That(Referenced("--csv", "").Error, Is.EqualTo("tss: --csv: the name is empty; give a file name\n"));

    [Test]
    public void A_picture_without_its_partner_ends_with_1_before_anything_is_scored()
    {
        Picture("out/lonely.png", 5);
        var run = Referenced("--metrics", "psnr");
        Assert.That((run.ExitCode, run.Output), Is.EqualTo((1, "")));
        Assert.That(run.Error, Is.EqualTo(
            $"tss: {_folder.File("out/lonely.png")}: {_folder.File("hr")} has no picture called lonely; add its original or leave it out\n"));
    }

    private CommandLine Referenced(params string[] options) =>
        CommandLine.Run(["metrics", _folder.File("out"), "--reference", _folder.File("hr"), .. options]);

    private void Picture(string name, uint seed) => ImageFile.Write(T(seed), _folder.File(name));

    private static Image8 T(uint seed) => ClosedForm.Picture(seed, 192, 96);

    private static double Level(Image8 a, Image8 b) => ((float)a.Pixels.Average(p => p) + (double)(float)b.Pixels.Average(p => p)) / 2;

    private static string F2(double value) => value.ToString("F2", CultureInfo.InvariantCulture);

    private static string F4(double value) => value.ToString("F4", CultureInfo.InvariantCulture);

    private static string R(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
