using System.Text.Json;
using TorchTss.Experiments.Results;
using TorchTss.Tests.Reports;

namespace TorchTss.Tests.Cli;

public sealed class ReportCommandTests
{
    private TemporaryFolder _folder = null!;
    private string _results = null!;

    [SetUp]
    public void MakeResults()
    {
        _folder = new TemporaryFolder();
        _results = new SyntheticResults { Steps = [3], Strategies = ["off", "tds"], Inputs = ["a", "b"], Size = (32, 24) }.Write(
            _folder.File("results.sqlite"));
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void The_page_is_written_and_told()
    {
        var run = CommandLine.Run("report", _results, "-o", _folder.File("page.html"), "--pictures", "1");
        Assert.That((run.ExitCode, run.Error), Is.EqualTo((0, "")));
        Assert.That(run.Lines[0], Does.Match(@"^wrote .*page\.html \(0\.\d MB\): 2 settings on 2 pictures, 4 runs finished$"));
        Assert.That(run.Lines[1], Is.EqualTo("note: Pictures of 1 of 2 inputs are in this page, as --pictures 1 asked."));
        Assert.That(File.ReadAllText(_folder.File("page.html")), Does.StartWith("<!DOCTYPE html>"));
    }

    [Test]
    public void Without_a_name_the_page_stands_beside_the_results_and_is_renewed()
    {
        Assert.That(CommandLine.Run("report", _results).ExitCode, Is.Zero);
        using (var file = ResultsFile.Open(_results)) file.PutNote("title", "Renewed");
        Assert.That(CommandLine.Run("report", _results).ExitCode, Is.Zero);
        Assert.That(File.ReadAllText(_folder.File("results.html")), Does.Contain("<h1>Renewed</h1>"));
        Assert.That(_folder.Names, Has.None.EndWith(".tmp"));
    }

    [Test]
    public void Tables_are_written_as_CSV_into_a_folder_that_is_made()
    {
        var run = CommandLine.Run("report", _results, "--csv", _folder.File("tables"));
        Assert.That(run.Lines[1..], Is.EqualTo(new[] { "results", "comparisons", "scores" }.Select(n => $"wrote {_folder.File($"tables/{n}.csv")}")));
        Assert.That(File.ReadAllLines(_folder.File("tables/results.csv"))[0],
            Does.StartWith("steps,tss,pictures,runs,seconds,seconds low,seconds high,seconds per step,psnr,psnr low,psnr high,psnr pictures,niqe"));
    }

    [Test]
    public void Json_is_one_line_with_every_number()
    {
        var run = CommandLine.Run("report", _results, "--json");
        Assert.That(run.Lines, Has.Length.EqualTo(1));
        using var json = JsonDocument.Parse(run.Output);
        var root = json.RootElement;
        Assert.That((root.GetProperty("finished").GetInt32(), root.GetProperty("page").GetString()), Is.EqualTo((4, _folder.File("results.html"))));
        Assert.That(root.GetProperty("results")[1].GetProperty("axes").GetProperty("tss").GetString(), Is.EqualTo("tds"));
        Assert.That(root.GetProperty("results")[1].GetProperty("scores").GetProperty("niqe").GetProperty("pictures").GetInt32(), Is.EqualTo(2));
        Assert.That(root.GetProperty("comparisons")[1].GetProperty("verdict").GetString(), Is.EqualTo("better"));
    }

    [Test]
    public void Infinite_scores_are_JSON_too()
    {
        var equal = new SyntheticResults
        {
            Steps = [3],
            Strategies = ["off", "tds"],
            Inputs = ["a"],
            Pictures = false,
            Score = (_, _, _) => double.PositiveInfinity,
        }.Write(_folder.File("equal.sqlite"));
        var run = CommandLine.Run("report", equal, "--json");
        Assert.That((run.ExitCode, run.Error), Is.EqualTo((0, "")));
        Assert.That(run.Output, Does.Contain("\"mean\":\"Infinity\""));
    }

    [Test]
    public void Help_names_every_option() =>
        Assert.That(CommandLine.Run("report", "--help").Output, Does.Contain("tss report [RESULTS] [options]").And.Contain("--pictures N")
            .And.Contain("--lossless").And.Contain("--csv FOLDER"));

    [Test]
    public void A_missing_results_file_ends_with_1() => Refused(1,
        $"{_folder.File("no.sqlite")}: there is no such file; tss ablate, table, tune and analyze make results files", _folder.File("no.sqlite"));

    [Test]
    public void A_file_that_is_no_results_file_ends_with_1()
    {
        File.WriteAllText(_folder.File("text.sqlite"), new string('x', 4096));
        Refused(1,
            $"{_folder.File("text.sqlite")}: is no results file, or a damaged one (SQLite Error 26: 'file is not a database'); "
            + "restore a copy or start a new file",
            _folder.File("text.sqlite"));
    }

    [Test]
    public void A_missing_folder_ends_with_1() => Refused(1,
        $"{_folder.File("none/page.html")}: the folder {_folder.File("none")} does not exist; create it or name another", _results, "-o",
            _folder.File("none/page.html"));

    [Test]
    public void A_folder_as_output_ends_with_1() => Refused(1,
        $"{_folder.Path}: is a folder, and a file is to be written; name a file in it", _results, "-o", _folder.Path);

    [Test]
    public void Another_file_is_replaced_only_when_asked()
    {
        File.WriteAllText(_folder.File("index.html"), "<html>mine</html>");
        Refused(2, $"--output {_folder.File("index.html")}: exists and is no report; --overwrite replaces it, or give another name", _results, "-o",
            _folder.File("index.html"));
        Assert.That(CommandLine.Run("report", _results, "-o", _folder.File("index.html"), "--overwrite").ExitCode, Is.Zero);
    }

    [Test]
    public void The_results_are_never_overwritten() => Refused(2,
        $"--output {_results}: this is the results file, and it is never overwritten; give another name", _results, "-o", _results, "--overwrite");

    [Test]
    public void Fewer_than_no_pictures_end_with_2() => Refused(2,
        "--pictures -1: how many inputs are embedded is 0 or more; leave it out for as many as fit", _results, "--pictures", "-1");

    [Test]
    public void A_file_as_table_folder_ends_with_2() => Refused(2,
        $"--csv {_results}: is a file, and the tables go into a folder; name another", _results, "--csv", _results);

    [Test]
    public void No_results_file_at_all_ends_with_2() =>
        Refused(2, "Required argument 'RESULTS' missing for command: 'report'; tss --help shows what there is");

    private void Refused(int code, string sentence, params string[] arguments)
    {
        var before = _folder.Names;
        var run = CommandLine.Run(["report", .. arguments]);
        Assert.That((run.ExitCode, run.Output, run.Error), Is.EqualTo((code, "", $"tss: {sentence}\n")));
        Assert.That(_folder.Names, Is.EqualTo(before));
    }
}
