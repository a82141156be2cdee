using Microsoft.Data.Sqlite;
using TorchTss.Experiments.Results;
using TorchTss.Metrics;
using TorchTss.Runtime;
using TorchTss.Schedules;

namespace TorchTss.Tests.Experiments.Results;

public sealed class ResultsFileTests
{
    private TemporaryFolder _folder = null!;
    private string _path = null!;

    [SetUp]
    public void MakeFolder()
    {
        _folder = new TemporaryFolder();
        _path = _folder.File("results.sqlite");
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    private static readonly ResultSetting _setting = new("s1", [new("steps", "7"), new("tss", "off"), new("seed", "1")],
        new RunSettings { Steps = 7, Sampler = "euler", Tss = new TssSettings { NRange = new ValueRange(1, 2), Rounding = TimestepRounding.None } });

    private static ResultCell Cell(string id) => new(
        id, "s1", "i1", new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), 1.25, 0.125, null, "0.1.0", "cpu fp32");

    [Test]
    public void What_was_written_is_read_again()
    {
        var picture = TestPictures.Flat(4, 77);
        using (var file = ResultsFile.Open(_path))
        {
            file.PutNote("title", "first");
            file.PutNote("title", "Größe <&>");
            file.Put([_setting]);
            file.Put([new ResultInput("i1", "p", "/p.png", file.PutPicture(picture), null)]);
            file.Put([new ResultMetric("psnr", new MetricTraits { Title = "PSNR", Better = Better.Higher, Unit = "dB" }, false, null)]);
            Assert.That(file.Put(Cell("c1"), [new ResultStep(0, 999, 999, 0.1, null, [1, 2])], picture), Is.True);
            file.PutScores("c1", [new("psnr", double.PositiveInfinity)]);
            file.PutFeature("c1", "fid", [1.5f, -2]);
            file.PutFailure("c2", "s1", "i1", "no");
        }
        using var read = ResultsFile.Read(_path);
        Assert.That(read.Note("title"), Is.EqualTo("Größe <&>"));
        Assert.That(read.Note("nothing"), Is.Null);
        var setting = read.Settings().Single();
        Assert.That((setting.Id, setting.Label, setting.Group), Is.EqualTo(("s1", "steps=7 tss=off seed=1", "steps=7 tss=off")));
        Assert.That(setting.Settings, Is.EqualTo(_setting.Settings));
        var traits = read.Metrics().Single().Traits;
        Assert.That((traits.Title, traits.Unit, traits.Maximum), Is.EqualTo(("PSNR", "dB", double.PositiveInfinity)));
        var cell = read.Cells().Single();
        Assert.That(cell with { Picture = null }, Is.EqualTo(Cell("c1")));
        Assert.That(read.Picture(cell.Picture!).Pixels, Is.EqualTo(picture.Pixels));
        Assert.That(read.Steps("c1").Single().Preview, Is.EqualTo(new byte[] { 1, 2 }));
        Assert.That(read.Scores(), Is.EqualTo(new[] { ("c1", "psnr", double.PositiveInfinity) }));
        Assert.That(read.Features("fid")["c1"], Is.EqualTo(new[] { 1.5f, -2 }));
        Assert.That(read.Failures(), Is.EqualTo(new[] { ("s1", "i1", "no") }));
    }

    [Test]
    public void A_cell_is_recorded_once_and_takes_its_failure_back()
    {
        using var file = ResultsFile.Open(_path);
        file.PutFailure("c1", "s1", "i1", "no");
        Assert.That(file.Put(Cell("c1"), [], null), Is.True);
        Assert.That(file.Put(Cell("c1") with { Seconds = 99 }, [], null), Is.False);
        Assert.That(file.Cells().Single().Seconds, Is.EqualTo(1.25));
        Assert.That(file.Failures(), Is.Empty);
    }

    [Test]
    public void What_fails_half_way_leaves_nothing()
    {
        using var file = ResultsFile.Open(_path);
        Assert.That(() => file.InOneTransaction(() =>
        {
            file.Put(Cell("c1"), [], null);
            throw new InvalidOperationException();
        }), Throws.InvalidOperationException);
        Assert.That(file.Cells(), Is.Empty);
        file.Put(Cell("c1"), [], null);
        Assert.That(file.Cells(), Has.Count.EqualTo(1));
    }

    [Test]
    public void A_reader_changes_nothing_and_leaves_nothing_behind()
    {
        using (var file = ResultsFile.Open(_path)) file.PutNote("a", "b");
        using (var read = ResultsFile.Read(_path))
        {
            Assert.That(() => read.PutNote("a", "c"), Throws.InstanceOf<SqliteException>());
        }
        Assert.That(_folder.Names, Is.EqualTo(new[] { "results.sqlite" }));
    }

    [Test]
    public void Another_version_is_refused()
    {
        using (var file = ResultsFile.Open(_path)) file.Connection.Execute("PRAGMA user_version=7");
        Refused($"{_path}: is a results file of version 7, and this program reads and writes version 1; use the program that made it, or start a new file");
    }

    [Test]
    public void Another_programs_database_is_refused()
    {
        using (var connection = new SqliteConnection($"Data Source={_path};Pooling=False"))
        {
            connection.Open();
            connection.Execute("CREATE TABLE cell(x)");
        }
        Refused($"{_path}: is an SQLite file but no results file of tss; name another file");
    }

    [Test]
    public void A_file_that_is_no_database_is_refused()
    {
        File.WriteAllText(_path, new string('x', 5000));
        Refused($"{_path}: is no results file, or a damaged one (SQLite Error 26: 'file is not a database'); restore a copy or start a new file");
    }

    [Test]
    public void A_damaged_file_is_refused()
    {
        using (var file = ResultsFile.Open(_path))
        {
            for (var i = 0; i < 200; i++) file.PutNote($"note {i}", new string('n', 500));
        }
        var bytes = File.ReadAllBytes(_path);
        for (var i = bytes.Length / 2; i < bytes.Length - 4096; i++) bytes[i] = (byte)(i * 7);
        File.WriteAllBytes(_path, bytes);
        Assert.That(() => ResultsFile.Read(_path), Throws.TypeOf<UserException>()
            .With.Message.Match($@"^{System.Text.RegularExpressions.Regex.Escape(_path)}: .*damaged.*; restore a copy or start a new file$"));
    }

    [Test]
    public void What_is_not_there_is_refused()
    {
        Assert.That(() => ResultsFile.Read(_path), Throws.TypeOf<UserException>()
            .With.Message.EqualTo($"{_path}: there is no such file; tss ablate, table, tune and analyze make results files"));
        Assert.That(() => ResultsFile.Open(_folder.Path), Throws.TypeOf<UserException>()
            .With.Message.EqualTo($"{_folder.Path}: is a folder, and a results file is expected; name a file in it"));
        Assert.That(() => ResultsFile.Open(_folder.File("no/r.sqlite")), Throws.TypeOf<UserException>()
            .With.Message.EqualTo($"{_folder.File("no/r.sqlite")}: the folder {_folder.File("no")} does not exist; create it or name another"));
    }

    private void Refused(string sentence)
    {
        Assert.That(() => ResultsFile.Read(_path), Throws.TypeOf<UserException>().With.Message.EqualTo(sentence));
        Assert.That(() => ResultsFile.Open(_path), Throws.TypeOf<UserException>().With.Message.EqualTo(sentence));
    }
}
