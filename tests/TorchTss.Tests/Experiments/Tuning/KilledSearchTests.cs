using System.Diagnostics;
using TorchTss.Experiments.Results;

namespace TorchTss.Tests.Experiments.Tuning;

/// <summary>A search in processes of its own, killed as kill -9 does.</summary>
[NonParallelizable]
public sealed class KilledSearchTests
{
    [Test, Category("Slow")]
    public void A_search_that_is_killed_again_and_again_ends_as_an_undisturbed_one()
    {
        using var folder = new TemporaryFolder();
        var (killed, whole) = (folder.File("killed.sqlite"), folder.File("whole.sqlite"));
        var random = new Random(20);
        for (var i = 0; i < 10; i++)
        {
            using var process = Start(killed);
            if (!process.WaitForExit(random.Next(1500, 6000))) process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }
        foreach (var results in new[] { killed, whole })
        {
            using var process = Start(results);
            // Both are read while it runs: a full pipe would stop it.
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            process.WaitForExit();
            Assert.That((process.ExitCode, error.Result), Is.EqualTo((0, "")), output.Result);
        }
        using var after = ResultsFile.Read(killed);
        using var undisturbed = ResultsFile.Read(whole);
        Assert.That(after.Note("tune"), Is.EqualTo(undisturbed.Note("tune")));
        Assert.That(after.Scores().Order(), Is.EqualTo(undisturbed.Scores().Order()));
    }

    private static Process Start(string results)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "tss.dll"), "tune", "--tds-only", "--steps", "2", "--limit", "6",
            "--metric", "psnr", "--metrics", "psnr", "--first", "1", "--n-grid", "1.5,2,2.5", "--a-grid", "0.4,0.6", "--results", results,
        ];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }
}
