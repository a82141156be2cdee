using TorchTss.Checkpoints;
using TorchTss.Fuzz;
using TorchTss.Runtime;
using TorchTss.Tests.Checkpoints.Torch;
using static TorchSharp.torch;

namespace TorchTss.Tests.Fuzz;

/// <summary>A short run of <c>tools/TorchTss.Fuzz</c>, and whether it would notice.</summary>
[NonParallelizable] // measures the memory of the process
public sealed class FuzzTests
{
    private static readonly string _seeds = ParityCases.Folder("convert");

    [Test]
    public void Damaged_checkpoints_are_opened_or_refused_in_a_sentence_and_nothing_else_happens()
    {
        using var folder = new FuzzFolder();
        var options = new FuzzOptions { Seed = 20240611, Mutants = 5000, Limit = TimeSpan.FromSeconds(8) };
        var report = new FuzzRun(new FuzzMutants(FuzzSeeds.In(_seeds), options.Seed), options).Run(new FuzzCase(folder).Run);
        TestContext.Out.WriteLine(report);
        Assert.That(report.Failures, Is.Empty);
        Assert.That((report.Opened * 20 > report.Mutants, report.Opened * 2 < report.Mutants, report.Sentences > 50), Is.EqualTo((true, true, true)),
            report.ToString());
    }

    [Test]
    public void Mutants_are_the_same_every_time()
    {
        var seeds = FuzzSeeds.In(_seeds);
        var (one, two, other) = (new FuzzMutants(seeds, 5), new FuzzMutants(seeds, 5), new FuzzMutants(seeds, 6));
        Assert.That(Enumerable.Range(0, 50).Select(i => one[i]), Is.EqualTo(Enumerable.Range(0, 50).Select(i => two[i])));
        Assert.That(Enumerable.Range(0, 50).Select(i => one[i]), Is.Not.EqualTo(Enumerable.Range(0, 50).Select(i => other[i])));
    }

    [Test]
    public void Another_file_that_is_opened_is_seen()
    {
        if (!OperatingSystem.IsLinux()) Assert.Ignore("files are watched on Linux only");
        using var folder = new FuzzFolder();
        folder.Write([1]);
        File.ReadAllBytes(folder.Mutant);
        Assert.That(folder.Opened(), Is.Null);
        File.ReadAllBytes(Path.Combine(folder.Inner, "canary"));
        Assert.That(folder.Opened(), Is.EqualTo("canary"));
        Assert.That(folder.Opened(), Is.Null);
    }

    [Test]
    public void A_mutant_that_does_not_end_is_a_failure()
    {
        using var kept = new TemporaryFolder();
        var options = new FuzzOptions { Mutants = 1, PerMutant = TimeSpan.FromSeconds(0.5), Keep = kept.Path };
        var gate = new ManualResetEventSlim();                  // not disposed: the thread still waits at it
        var mutants = new FuzzMutants(FuzzSeeds.In(_seeds), 0);
        var report = new FuzzRun(mutants, options).Run(_ =>
        {
            gate.Wait();
            return new FuzzOutcome(true, null, null);
        });
        gate.Set();
        Assert.That(report.Failures, Is.EqualTo(new[] { "mutant 0: does not end within 0.5 s" }));
        Assert.That(File.ReadAllBytes(kept.File("mutant-0-0.pth")), Is.EqualTo(mutants[0]));
    }

    [Test]
    public void Whatever_else_happens_is_a_failure()
    {
        using var folder = new FuzzFolder();
        var file = TorchBytes.Zip(TorchBytes.P.Dict(("w", TorchBytes.Plain()))).ToArray();
        Assert.That(Failure(Opened), Is.Null);
        Assert.That(Failure(_ => throw new InvalidOperationException("no\nway")), Does.StartWith("InvalidOperationException: no at "));
        Assert.That(Failure(_ => throw new UserException("no file")), Is.EqualTo("a sentence without the file: no file"));
        Assert.That(Failure(path => throw new UserException($"{path}: two\nlines")), Does.StartWith("a sentence of several lines: "));
        Assert.That(Failure(path => throw new UserException($"{path}: {new string('x', 3000)}")), Does.StartWith("a sentence of 30"));
        Assert.That(Failure(path =>
        {
            GC.KeepAlive(new byte[20 << 20]);
            return Opened(path);
        }), Does.Contain(" managed bytes for a file of "));
        Tensor? left = null;
        Assert.That(Failure(path =>
        {
            left = ones(1).DetachFromDisposeScope();
            return Opened(path);
        }), Is.EqualTo("1 tensors left over"));
        left!.Dispose();
        if (OperatingSystem.IsLinux())
        {
            Assert.That(Failure(path =>
            {
                using var big = empty(NativeMemory.PeakBytes - NativeMemory.CurrentBytes + (300 << 20), ScalarType.Byte);
                return Opened(path);
            }), Does.Contain(" native bytes for a file of "));
            Assert.That(Failure(path =>
            {
                File.ReadAllText(Path.Combine(folder.Inner, "..", "canary"));
                return Opened(path);
            }), Is.EqualTo("opened canary"));
        }

        string? Failure(Func<string, ICheckpoint> open) => new FuzzCase(folder, open).Run(file).Failure;

        static ICheckpoint Opened(string path) => CheckpointFile.Open(path);
    }

    [Test]
    public void Ten_failures_are_enough()
    {
        var options = new FuzzOptions { First = 7 };
        var report = new FuzzRun(new FuzzMutants(FuzzSeeds.In(_seeds), 0), options).Run(_ => new FuzzOutcome(false, "x: a 'b' of 3", "fell over"));
        Assert.That((report.Mutants, report.Sentences, report.Failures[9]), Is.EqualTo((10L, 1, "mutant 16: fell over")));
        Assert.That(report.ToString(), Is.EqualTo("10 mutants: 0 opened, 10 refused in 1 sentences, 10 failures"));
        Assert.That(report.Kinds, Is.EqualTo(new[] { "a _ of _" }));
    }

    [Test]
    public void A_folder_without_checkpoints_is_refused()
    {
        using var folder = new TemporaryFolder();
        Assert.That(() => FuzzSeeds.In(folder.Path), Throws.TypeOf<UserException>().With.Message.EqualTo(
            $"{folder.Path}: has no checkpoint of up to 64 KB; looked for .pth, .pt, .ckpt, .bin, .pkl, .safetensors"));
        Assert.That(() => FuzzSeeds.In(folder.File("none")), Throws.TypeOf<UserException>().With.Message.EqualTo(
            $"{folder.File("none")}: there is no such folder; give one with checkpoints"));
    }
}
