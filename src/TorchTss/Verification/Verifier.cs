using System.Diagnostics;
using System.Globalization;
using TorchTss.Checkpoints;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Verification;

/// <summary>Runs parity cases: does this build compute, on this machine, device and dtype, what the official implementation computed?</summary>
/// <param name="compute">Where networks run; the fixtures' tolerances are for float32 on the CPU and are widened for fp16 and bf16.</param>
internal sealed class Verifier(Compute compute)
{
    private const string PerTimestep = "recorded here per distinct timestep, smallest first, not per batch item";

    /// <summary>The official modules that this build knows: name and summary.</summary>
    public static IReadOnlyList<(string Name, string Summary)> Modules => [.. Catalog<IFixtureModule>.Entries.Select(e => (e.Name, e.Summary))];

    /// <summary>Runs every case in or below the given paths.</summary>
    /// <param name="paths">Folders of cases.</param>
    /// <param name="report">Told about every output as soon as it is known.</param>
    /// <param name="cancellation">Checked before every case.</param>
    /// <exception cref="UserException">A path without cases.</exception>
    public VerificationSummary Run(IEnumerable<string> paths, Action<VerificationLine> report, CancellationToken cancellation = default)
    {
        var folders = paths.SelectMany(FixtureFolders.Find).ToArray();
        var verdicts = new List<Verdict>();
        foreach (var folder in folders)
        {
            cancellation.ThrowIfCancellationRequested();
            var clock = Stopwatch.StartNew();
            VerificationLine[] lines = [.. Verify(folder)];
            lines[^1] = lines[^1] with { Elapsed = clock.Elapsed };
            foreach (var line in lines) report(line);
            var worst = lines.Max(l => l.Verdict switch { Verdict.Failed => 2, Verdict.Skipped => 1, _ => 0 });
            verdicts.Add(worst switch { 2 => Verdict.Failed, 1 => Verdict.Skipped, _ => Verdict.Passed });
        }
        return new VerificationSummary(
            verdicts.Count(v => v == Verdict.Passed),
            verdicts.Count(v => v == Verdict.Failed),
            verdicts.Count(v => v == Verdict.Skipped));
    }

    private List<VerificationLine> Verify(string folder)
    {
        var name = $"{Path.GetFileName(Path.GetDirectoryName(folder))}/{Path.GetFileName(folder)}";
        var lines = new List<VerificationLine>();
        try
        {
            using var off = no_grad();
            using var scope = NewDisposeScope();
            if (Path.GetFileName(folder) == "schedules.json")
            {
                lines.AddRange(ScheduleTableCheck.Run(folder).Select(r => Line(name, r.Passed, r.Name,
                    r.Failure ?? string.Create(CultureInfo.InvariantCulture, $"rel {r.Relative:0.0e+00}, {r.Rows} rows"))));
            }
            else
            {
                VerifyCase(folder, name, lines);
            }
        }
        catch (UserException e)
        {
            lines.Add(Line(name, false, "", e.Message));
        }
        catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException))
        {
            // libtorch appends the names of its own functions.
            var message = e.Message.Split("Exception raised from")[0].ReplaceLineEndings(" ").Trim();
            lines.Add(Line(name, false, "", $"the case does not run here ({e.GetType().Name}: {message})"));
        }
        return lines;
    }

    private void VerifyCase(string folder, string name, List<VerificationLine> lines)
    {
        using var fixture = FixtureCase.Read(folder);
        if (Catalog<IFixtureModule>.Entries.FirstOrDefault(e => e.Name == fixture.Module) is not { } entry)
        {
            lines.Add(new VerificationLine(name, Verdict.Skipped, "", $"this build does not know {fixture.Module}", TimeSpan.Zero));
            return;
        }
        var runner = entry.Create([], fixture.Module);
        using var module = runner.Build(fixture);
        var tolerance = fixture.Tolerance;
        if (module is not null)
        {
            if (fixture.Keys is { } keys && KeyMismatch(module, keys) is { } mismatch) lines.Add(Line(name, false, "keys", mismatch));
            new DeterministicFill(fixture.Fill).Into(module, compute);
            fixture.MoveInputs(compute);
            tolerance = tolerance.For(compute.Dtype);
        }
        using var tap = module is null ? null
            : new ForwardTap(module, fixture.Outputs.Where(o => o.StartsWith("at.", StringComparison.Ordinal)).Select(o => o[3..]));
        var outputs = runner.Run(fixture, module);
        foreach (var output in fixture.Outputs)
        {
            var path = output.StartsWith("at.", StringComparison.Ordinal) ? output[3..] : null;
            var actual = path is null ? outputs.GetValueOrDefault(output) : tap?.Outputs.GetValueOrDefault(path);
            if (actual is null)
            {
                lines.Add(Line(name, false, $"out.{output}", path is null || tap is null ? "not computed" : tap.Reason(path)));
                continue;
            }
            var expected = fixture.Expected(output);
            if (path is not null) actual = PerItem(actual, expected);
            var (passed, detail) = OutputComparison.Compare(actual, expected, tolerance.Relative, tolerance.LevelsFor(output));
            lines.Add(Line(name, passed, $"out.{output}", passed || !IsPerTimestep(path) ? detail : $"{detail}; {PerTimestep}"));
        }
        // Outputs that agree have the last word; where they differ or are missing, an argument that nobody read may be why.
        if (lines.Count > 0 && lines.All(l => l.Verdict == Verdict.Passed)) return;
        if (fixture.Unread() is { } unread) lines.Add(Line(name, false, "", unread));
        else if (lines.Count == 0 && fixture.HasTensors) lines.Add(Line(name, false, "", "there is no out.* tensor to compare with"));
        else if (lines.Count == 0) lines.Add(Line(name, true, "", "as recorded"));
    }

    private static bool IsPerTimestep(string? path) =>
        path is not null && (path.StartsWith("time_embedding", StringComparison.Ordinal) || path.EndsWith("time_emb_proj", StringComparison.Ordinal));

    /// <summary>A time embedding is made once where every item of the batch has the same timestep; the original makes it for every item.</summary>
    private static Tensor PerItem(Tensor actual, Tensor expected) =>
        expected.dim() == 2 && actual.dim() is 2 or 3 && actual.numel() == expected.size(1) ? actual.view(1, -1).expand(expected.shape) : actual;

    private static string? KeyMismatch(nn.Module module, (int Count, string Sha256) official)
    {
        var own = ModuleKeys.Of(module);
        if (own.Count != official.Count) return $"{own.Count} keys, expected {official.Count}";
        return ModuleKeys.Sha256(own) == official.Sha256 ? null : $"{own.Count} keys as expected, but names or shapes differ (SHA-256 of the list)";
    }

    private static VerificationLine Line(string name, bool passed, string output, string detail) =>
        new(name, passed ? Verdict.Passed : Verdict.Failed, output, detail, TimeSpan.Zero);
}
