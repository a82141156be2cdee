using System.Globalization;
using Spectre.Console;

namespace TorchTss.Cli;

/// <summary>Plain lines; on a terminal a moving bar with the time that is left instead of the step lines as they come.</summary>
internal sealed class ConsoleReport : IRestoreReport
{
    private readonly TextWriter _to, _error;
    private readonly bool _quiet;
    private readonly IAnsiConsole? _terminal;
    private RunSettings? _resolved;

    private ConsoleReport(TextWriter to, TextWriter error, bool quiet, IAnsiConsole? terminal) =>
        (_to, _error, _quiet, _terminal) = (to, error, quiet, terminal);

    /// <summary>For standard output as it is.</summary>
    public static ConsoleReport Create(TextWriter to, TextWriter error, bool quiet) =>
        new(to, error, quiet, !quiet && to is GuardedWriter && IsTerminal ? AnsiConsole.Console : null);

    private static bool IsTerminal => !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Ansi;

    public void Note(string sentence) => Say($"note: {sentence}");

    public void Opened(SuperResolver resolver, RunSettings resolved, TimeSpan elapsed)
    {
        _resolved = resolved;
        Say(string.Create(CultureInfo.InvariantCulture, $"host {resolved.Host} on {resolver.Compute}, opened in {elapsed.TotalSeconds:0.0} s"));
        if (!resolved.Stage1Only) Say($"sampler {resolved.Sampler}, {SettingsText.Steps(resolved)}, seed {resolved.Seed}, {SettingsText.Strategy(resolved)}");
    }

    public IProgress<StepReport> Started(InputPicture picture, int index, int count, int steps)
    {
        if (_quiet) return new Steps(_ => { });
        if (_terminal is not null) return new ProgressBar(_terminal, Path.GetFileName(picture.Path), steps);
        Say($"[{index + 1}/{count}] {picture.Path}");
        return new Steps(step => Say(StepLine(step)));
    }

    public void Finished(InputPicture picture, RunResult result)
    {
        if (_terminal is not null)
        {
            ProgressBar.Clear(_terminal);
            Say(picture.Path);
            foreach (var step in result.Steps) Say(StepLine(step));
        }
        var sampled = result.Steps.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture,
            $"colour fix {_resolved!.ColorFix}, {result.SecondsPerStep:0.00} s per step, ");
        Say(string.Create(CultureInfo.InvariantCulture, $"  {SettingsText.Sizes(result)}, {sampled}{result.Elapsed.TotalSeconds:0.0} s in all"));
        Say($"  wrote {picture.Output}");
    }

    public void Kept(InputPicture picture, string? difference) =>
        Say($"{picture.Output} exists and is kept{(difference is null ? "" : $", although {difference}")}; --overwrite replaces it");

    public void Failed(InputPicture picture, string sentence)
    {
        if (_terminal is not null) ProgressBar.Clear(_terminal);
        _error.WriteLine($"tss: {sentence}");
    }

    public void Refused(string sentence)
    {
    }

    public void Interrupted(int finished, int count)
    {
        if (_terminal is not null) ProgressBar.Clear(_terminal);
        Say($"interrupted: {finished} of {count} pictures are finished and stay; run the same command to continue");
    }

    private static string StepLine(StepReport step) => string.Create(CultureInfo.InvariantCulture,
        $"  step {step.Index + 1}/{step.Count}  "
        + $"t {SettingsText.Timesteps(step.TimestepMinimum, step.TimestepMaximum),-9}  {step.Elapsed.TotalSeconds:0.00} s");

    private void Say(string line)
    {
        if (!_quiet) _to.WriteLine(line);
    }

    private sealed class Steps(Action<StepReport> report) : IProgress<StepReport>
    {
        public void Report(StepReport value) => report(value);
    }
}
