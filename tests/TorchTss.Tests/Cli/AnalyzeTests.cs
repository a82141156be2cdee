using TorchTss.Experiments.Frequency;
using TorchTss.Experiments.Results;
using TorchTss.Imaging;
using TorchTss.Tests.Metrics;

namespace TorchTss.Tests.Cli;

[NonParallelizable]
public sealed class AnalyzeTests
{
    private static readonly string[] _quick =
        ["--steps", "2", "--across", "2", "--reference-steps", "3", "--strategies", "uniform,tss", "--patch", "32"];
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder()
    {
        _folder = new TemporaryFolder();
        Pictures("lr", 16, 1);
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void A_run_says_what_it_will_cost_and_writes_tables_plots_and_previews()
    {
        var run = CommandLine.Run(["analyze", _folder.File("lr"), .. _quick, "-o", _folder.File("out")]);
        Assert.That((run.ExitCode, run.Error), Is.EqualTo((0, "")));
        Assert.That(run.Lines[..5], Is.EqualTo(new[]
        {
            "strategies uniform, tss; 2 pictures, 1 seed",
            "  followed step by step: 3 steps, uniform",
            "  followed step by step: 2 steps, uniform, tss",
            "  results of 2 steps against 3 uniform ones",
            "to do: 6 of 6 runs, 14 model steps",
        }));
        Assert.That(run.Lines[5], Does.Match(@"^\[1/6\] steps=3 tss=uniform seed=0  a  \d+\.\d s, \d+ s left$"));
        Assert.That(run.Lines[^1], Is.EqualTo(
            "wrote frequency.csv, summary.csv, across.csv, across-summary.csv, results.sqlite, 5 plots and 4 strips of previews to "
            + _folder.File("out")));
        Assert.That(_folder.Names.Where(n => n.StartsWith("out/", StringComparison.Ordinal)), Is.EqualTo(new[]
        {
            "out/across-summary.csv", "out/across.csv", "out/frequency.csv", "out/plots", "out/plots/across.png", "out/plots/strategies-2.png",
            "out/plots/tss-2.png", "out/plots/uniform-2.png", "out/plots/uniform-3.png", "out/previews", "out/previews/a-2.png",
                "out/previews/a-3.png",
            "out/previews/b-2.png", "out/previews/b-3.png", "out/results.sqlite", "out/summary.csv",
        }));
        Assert.That(ImageFile.ReadInfo(_folder.File("out/plots/uniform-3.png")) is { Width: 1040, Height: 760 });
    }

    [Test]
    public void Tables_have_the_columns_of_the_specification_below_what_they_rest_on()
    {
        var run = CommandLine.Run(["analyze", _folder.File("lr"), .. _quick, "--thresholds", "3100.5,9000", "-o", _folder.File("out")]);
        Assert.That(run.ExitCode, Is.Zero);
        var frequency = File.ReadAllLines(_folder.File("out/frequency.csv"));
        Assert.That(frequency[..4], Is.EqualTo(new[]
        {
            "# --bands 1/3,2/3 --patch 32 --patch-filter patch --edges wrap --texture reference --signal x0 --channel luma --reference final --reference-steps 3",
            "# thresholds 3100.5,9000 (given)",
            "# seeds 0, averaged per picture",
            "image,strategy,steps,k,t,scope,band,snr_db,noise,delta",
        }));
        Assert.That(frequency[4], Does.Match(@"^a,uniform,3,1,999,all,low,\d+\.\d{1,6},\d+\.\d{1,6},$"));
        Assert.That(frequency, Has.Exactly(3).StartsWith("b,tss,2,2,").And.Contains(",all,"));
        Assert.That(File.ReadAllLines(_folder.File("out/summary.csv"))[3],
            Is.EqualTo("strategy,steps,k,t,scope,band,snr_db,snr_images,noise,delta,images"));
        Assert.That(File.ReadAllLines(_folder.File("out/across.csv"))[3], Is.EqualTo("image,strategy,steps,scope,band,snr_db,noise"));
        Assert.That(File.ReadAllLines(_folder.File("out/across-summary.csv"))[4], Does.Match(@"^uniform,2,low,[\d.]+,[\d.]+,[\d.]+,[\d.]+,2,,,,,,$"));
        using var file = ResultsFile.Read(_folder.File("out/results.sqlite"));
        Assert.That(new FrequencyRows(file).Within(), Has.Count.EqualTo(frequency.Length - 4));
    }

    [Test]
    public void Running_again_makes_no_step_and_the_same_tables()
    {
        string[] arguments = ["analyze", _folder.File("lr"), .. _quick, "-o", _folder.File("out")];
        Assert.That(CommandLine.Run(arguments).ExitCode, Is.Zero);
        var before = File.ReadAllText(_folder.File("out/frequency.csv"));
        var again = CommandLine.Run(arguments);
        Assert.That(again.Lines[4], Is.EqualTo("to do: 0 of 6 runs, 0 model steps"));
        Assert.That(again.Lines[5], Does.StartWith("--bands "), "nothing was opened or run");
        Assert.That(File.ReadAllText(_folder.File("out/frequency.csv")), Is.EqualTo(before));
        var other = CommandLine.Run([.. arguments, "--channel", "rgb", "--dry-run"]);
        Assert.That(other.ExitCode, Is.EqualTo(2));
        Assert.That(other.Error, Does.StartWith($"tss: {_folder.File("out/results.sqlite")}: holds an analysis with ")
            .And.EndsWith("; name another folder with --output\n"));
    }

    [Test]
    public void A_dry_run_counts_and_touches_nothing()
    {
        var run = CommandLine.Run("analyze", "--dry-run", "-o", _folder.File("out"));
        Assert.That((run.ExitCode, run.Error), Is.EqualTo((0, "")));
        Assert.That(run.Lines, Is.EqualTo(new[]
        {
            "strategies uniform, late-only, tds, tss; 24 pictures, 1 seed",
            "  followed step by step: 100 steps, uniform",
            "  followed step by step: 7 steps, uniform, late-only, tds, tss",
            "  results of 5, 7, 10, 14, 20, 30, 50 steps against 100 uniform ones",
            "to do: 696 of 696 runs, 15456 model steps",
        }));
        Assert.That(_folder.Names, Has.None.StartsWith("out"));
    }

    [TestCase("--bands 2/3", "--bands 2/3: these are not two rising fractions of Nyquist below 1.41; use for instance 1/3,2/3")]
    [TestCase("--bands 0.7,0.2", "--bands 0.7,0.2: these are not two rising fractions of Nyquist below 1.41; use for instance 1/3,2/3")]
    [TestCase("--thresholds 5", "--thresholds 5: these are not two variances such as 100,1000; leave them out for thirds")]
    [TestCase("--across many", "--across many: these are not whole numbers such as 5,7,10; use such, or none")]
    [TestCase("--steps 7;9", "--steps 7;9: these are not whole numbers such as 5,7,10; tss --help shows what there is")]
    [TestCase("--signal x1", "--signal x1: unknown, did you mean x0? known: x0, xt; tss --help shows what there is")]
    [TestCase("--channel luna", "--channel luna: unknown, did you mean luma? known: luma, rgb; tss --help shows what there is")]
    [TestCase("--patch 2", "--patch 2: patches are 8 pixels or more on a side; use for instance 128")]
    [TestCase("--limit 0", "--limit 0: at least one picture is needed; use 1 or more")]
    [TestCase("--stratgies tds", "--stratgies: unknown option, did you mean --strategies? --help shows all")]
    public void Wrong_usage_ends_with_2_and_writes_nothing(string options, string sentence)
    {
        var run = CommandLine.Run(["analyze", "-o", _folder.File("out"), .. options.Split(' ')]);
        Assert.That((run.ExitCode, run.Error), Is.EqualTo((2, $"tss: {sentence}\n")));
        Assert.That(_folder.Names, Has.None.StartsWith("out"));
    }

    [Test]
    public void Originals_are_paired_by_name()
    {
        Pictures("hr", 64, 5);
        var run = CommandLine.Run([
            "analyze", _folder.File("lr"), "--steps", "1", "--across", "none", "--strategies", "uniform",
            "--reference", _folder.File("hr"), "-o", _folder.File("out"),
        ]);
        Assert.That((run.ExitCode, run.Error), Is.EqualTo((0, "")));
        Assert.That(File.ReadAllText(_folder.File("out/frequency.csv")), Does.Contain($"--reference {_folder.File("hr")}\n"));
        Assert.That(run.Lines, Does.Contain("no picture has a whole patch, so there are no texture classes"));
        Assert.That(run.Lines[^1], Does.StartWith("wrote frequency.csv, summary.csv, results.sqlite, 1 plot and 2 strips "));
    }

    /// <summary>a.png and b.png.</summary>
    private void Pictures(string folder, int side, uint seed)
    {
        Directory.CreateDirectory(_folder.File(folder));
        ImageFile.Write(ClosedForm.Picture(seed, side, side), _folder.File($"{folder}/a.png"));
        ImageFile.Write(ClosedForm.Picture(seed + 1, side, side), _folder.File($"{folder}/b.png"));
    }
}
