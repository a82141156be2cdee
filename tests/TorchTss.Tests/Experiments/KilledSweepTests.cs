using System.Diagnostics;
using TorchTss.Experiments.Results;

namespace TorchTss.Tests.Experiments;

/// <summary>Sweeps in processes of their own, killed as kill -9 does.</summary>
[NonParallelizable]
public sealed class KilledSweepTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void A_sweep_that_is_killed_three_times_ends_as_an_undisturbed_one() => Sweep(pictures: 2, seeds: 2, kills: 3);

    [Test, Category("Slow")]
    public void A_sweep_of_60_cells_killed_20_times_ends_as_an_undisturbed_one() => Sweep(pictures: 10, seeds: 3, kills: 20);

    [Test]
    public void Two_processes_share_a_file_without_doing_a_cell_twice()
    {
        var results = _folder.File("shared.sqlite");
        using (var first = Start(results, 2, 2))
        using (var second = Start(results, 2, 2))
        {
            first.WaitForExit();
            second.WaitForExit();
            Assert.That((first.ExitCode, second.ExitCode), Is.EqualTo((0, 0)), first.StandardError.ReadToEnd() + second.StandardError.ReadToEnd());
            var made = new[] { first, second }.Sum(p => p.StandardOutput.ReadToEnd().Split('\n').Count(line => line.StartsWith('[')));
            Assert.That(made, Is.EqualTo(8), "each cell in one of the two");
        }
        using var file = ResultsFile.Read(results);
        Assert.That(file.Cells(), Has.Count.EqualTo(8));
        Assert.That(file.Scores(), Has.Count.EqualTo(8));
    }

    private void Sweep(int pictures, int seeds, int kills)
    {
        var cells = pictures * seeds * 2;
        var (killed, whole) = (_folder.File("killed.sqlite"), _folder.File("whole.sqlite"));
        var random = new Random(20);
        for (var i = 0; i < kills; i++)
        {
            using var process = Start(killed, pictures, seeds);
            if (!process.WaitForExit(random.Next(500, 3500))) process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }
        foreach (var results in new[] { killed, whole })
        {
            using var process = Start(results, pictures, seeds);
            process.WaitForExit();
            Assert.That(process.ExitCode, Is.Zero, process.StandardError.ReadToEnd());
        }
        using var after = ResultsFile.Read(killed);
        using var undisturbed = ResultsFile.Read(whole);
        Assert.That(after.Cells(), Has.Count.EqualTo(cells));
        Assert.That(after.Cells().Select(c => (c.Setting, c.Input)).Distinct().Count(), Is.EqualTo(cells));
        Assert.That(after.Scores().OrderBy(s => s.Cell), Is.EqualTo(undisturbed.Scores().OrderBy(s => s.Cell)));
        Assert.That(ResultsSummary.Of(after).Rows.Select(r => (r.Group, r.Scores["psnr"])),
            Is.EqualTo(ResultsSummary.Of(undisturbed).Rows.Select(r => (r.Group, r.Scores["psnr"]))));
    }

    private static Process Start(string results, int pictures, int seeds)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "tss.dll"), "ablate", "--steps", "1", "--axis", "tss=off,tds+sds",
            "--axis", $"seed={string.Join(',', Enumerable.Range(0, seeds))}", "--limit", $"{pictures}", "--metrics", "psnr",
            "--keep", "numbers", "--results", results,
        ];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }
}
