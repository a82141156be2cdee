using TorchTss.Experiments.Tables;
using TorchTss.Tests.Experiments;

namespace TorchTss.Tests.Cli;

/// <summary><c>tss table</c>: the paper's tables and one's own, from the command line.</summary>
[NonParallelizable]
public sealed class TableTests
{
    private const string Own = """
        {
          // an experiment of the user's own
          "title": "Mine",
          "base": { "steps": 2 },
          "axes": { "tss": ["off", "tds"] },
          "metrics": ["test-mean"],
          "paper": {
            "note": "theirs",
            "rows": [
              // of another host
              { "axes": { "tss": "tds" }, "scores": { "test-mean": 7.50, "niqe": 3.90, "seconds": 4.61 } },
              { "axes": { "method": "Theirs" }, "scores": { "test-mean": 9.0 } }
            ]
          }
        }
        """;

    private TemporaryFolder _folder = null!;
    private TestCatalogues _catalogues = null!;

    [SetUp]
    public void Begin() => (_folder, _catalogues) = (new TemporaryFolder(), new TestCatalogues());

    [TearDown]
    public void End()
    {
        _catalogues.Dispose();
        _folder.Dispose();
    }

    [Test]
    public void The_list_has_a_line_for_every_table()
    {
        var run = CommandLine.Run("table", "--list");
        Assert.That(run.ExitCode, Is.Zero);
        Assert.That(run.Lines, Has.Length.EqualTo(11));
        Assert.That(run.Lines[1], Is.EqualTo("   2  Table 2: few steps, uniform, TDS, TDS + SDS"));
    }

    [Test]
    public void Printing_gives_the_file_with_its_comments_and_runs_nothing()
    {
        var run = CommandLine.Run("table", "2", "--print");
        Assert.That((run.ExitCode, run.Output), Is.EqualTo((0, PaperTables.Text(2))));
    }

    [Test]
    public void A_file_of_ones_own_runs_with_the_papers_numbers_marked()
    {
        var run = Run("--reference", _folder.File("hr"));
        Assert.That(run.Error, Is.Empty);
        Assert.That(run.ExitCode, Is.Zero);
        Assert.That(run.Output, Does.Contain("Mine: 2 settings x 3 pictures, 6 cells, 12 steps"));
        Assert.That(Columns(run, "setting"), Is.EqualTo(new[] { "setting", "test-mean ↑", "niqe", "s/picture", "pictures" }));
        Assert.That(Columns(run, "tss=tds")[1], Does.StartWith("20.00 "));
        Assert.That(Columns(run, "  paper"), Is.EqualTo(new[] { "paper", "7.50", "3.90", "4.61" }));
        Assert.That(Columns(run, "paper: method"), Is.EqualTo(new[] { "paper: method=Theirs", "9.0" }));
        Assert.That(run.Output, Does.Contain("\npaper: Mine: theirs; these numbers are the paper's, not ours\n"));
        Assert.That(run.Lines[^1], Is.EqualTo(
            $"results are in {_folder.File("out/results.sqlite")}, the page is {_folder.File("out/report.html")}"));
        Assert.That(File.ReadAllText(_folder.File("out/report.html")), Does.Contain("Mine").And.Contain("theirs").And.Contain("7.50"));
    }

    [Test]
    public void What_the_command_line_says_stands_above_the_base_of_the_file() =>
        Assert.That(Run("--steps", "5", "--dry-run").Output, Does.Contain("6 cells, 30 steps"));

    [Test]
    public void A_dry_run_leaves_nothing_behind()
    {
        Assert.That(Run("--dry-run").ExitCode, Is.Zero);
        Assert.That(Directory.Exists(_folder.File("out")), Is.False);
    }

    [Test]
    public void Other_settings_do_not_go_into_the_same_folder()
    {
        Assert.That(Run().ExitCode, Is.Zero);
        var again = Run("--steps", "5");
        Assert.That((again.ExitCode, again.Error), Is.EqualTo(
            (2, $"tss: --output {_folder.File("out")}: has this table with steps 2, not 5; name another folder\n")));
        Assert.That(Run().Output, Does.Contain("to do: 0 of 6 cells"), "the same go on");
    }

    [Test]
    public void A_page_of_somebody_else_is_kept()
    {
        Directory.CreateDirectory(_folder.File("out"));
        File.WriteAllText(_folder.File("out/report.html"), "<p>mine</p>");
        Assert.That(Run().Error, Is.EqualTo(
            $"tss: --output {_folder.File("out")}: has a report.html that is no report of this program; name another folder\n"));
        Assert.That(File.ReadAllText(_folder.File("out/report.html")), Is.EqualTo("<p>mine</p>"));
    }

    [TestCase(2, "tss table: which one is missing; give a number (1 to 11) or a JSON file, or --list to see them")]
    [TestCase(2, "table 12: the paper's tables are 1 to 11; tss table --list shows them", "12")]
    [TestCase(1, "mine.json: there is no such file; give the number of a table of the paper (1 to 11) or a JSON file", "mine.json")]
    [TestCase(2, "--steps 5: table 2 decides this by its axis steps (7; 10; 14); leave it out, or change a copy: tss table 2 --print > my.json",
        "2", "--steps", "5")]
    [TestCase(2, "--tds: table 3 decides this by its axis tss (off; late-only; tds); leave it out, or change a copy: tss table 3 --print > my.json",
        "3", "--tds")]
    [TestCase(2, "--n-range 1:3: table 5 decides this by its axis settings (stablesr; pasd; supir); "
        + "leave it out, or change a copy: tss table 5 --print > my.json", "5", "--n-range", "1,3")]
    [TestCase(2, "--smapler: unknown option, did you mean --sampler? --help shows all", "--smapler")]
    [TestCase(2, "--limit 0: at least one picture is needed; use 1 or more", "3", "--metrics", "niqe", "--limit", "0")]
    public void What_cannot_be_is_refused_in_one_sentence(int code, string sentence, params string[] arguments)
    {
        var run = CommandLine.Run(["table", .. arguments]);
        Assert.That((run.ExitCode, run.Error, run.Output), Is.EqualTo((code, $"tss: {sentence}\n", "")));
    }

    [Test]
    public void Numbers_of_a_paper_that_are_none_are_refused_before_anything_runs()
    {
        var file = _folder.File("bad.json");
        File.WriteAllText(file, """{ "axes": { "tss": ["off"] }, "paper": { "rows": [] } }""");
        var run = CommandLine.Run("table", file);
        Assert.That((run.ExitCode, run.Error), Is.EqualTo((1,
            $"tss: {file}: paper is not {{\"note\": …, \"rows\": [{{\"axes\": …, \"scores\": …}}]}}; compare it with tss table 2 --print\n")));
    }

    private CommandLine Run(params string[] more)
    {
        var (low, _) = TestPictures.Write(_folder, 3);
        var file = _folder.File("mine.json");
        File.WriteAllText(file, Own);
        return CommandLine.Run(["table", file, "--host", "echo", "--inputs", low, "-o", _folder.File("out"), .. more]);
    }

    /// <summary>The cells of the first line that begins so.</summary>
    private static string[] Columns(CommandLine run, string start) =>
        run.Lines.First(l => l[2..].StartsWith(start, StringComparison.Ordinal))
            .Split("   ", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
