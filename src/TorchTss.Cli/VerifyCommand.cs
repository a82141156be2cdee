using System.CommandLine;
using System.Globalization;
using TorchTss.Runtime;
using TorchTss.Verification;

namespace TorchTss.Cli;

/// <summary><c>tss verify</c>: does this build compute here what the official implementations computed?</summary>
internal static class VerifyCommand
{
    public static (Command Command, IReadOnlyList<OptionGroup> Groups) Create()
    {
        var paths = new Argument<string[]>("PATH")
        {
            Arity = ArgumentArity.OneOrMore,
            Description = "folders of parity cases (case.json and io.safetensors), searched downwards",
        };
        var allowSkipped = OptionParsing.Flag("--allow-skipped", "exit with 0 although modules were met that this build does not know");
        var machine = new SettingsOptions();
        var command = new Command("verify", "Compare every module with outputs of the official implementations.") { paths, allowSkipped };
        foreach (var option in machine.MachineOptions) command.Add(option);
        IReadOnlyList<OptionGroup> groups = [new("Options", [allowSkipped, .. machine.MachineOptions])];
        command.SetAction((parsed, cancellation) =>
        {
            UnknownOptions.Refuse(parsed.GetValue(paths)!, groups);
            var to = parsed.InvocationConfiguration.Output;
            return Task.FromResult(Run(parsed.GetValue(paths)!, machine.Machine(parsed), parsed.GetValue(allowSkipped), to, cancellation));
        });
        return (command, groups);
    }

    private static int Run(string[] paths, (string Device, string Dtype) machine, bool allowSkipped, TextWriter to, CancellationToken cancellation)
    {
        var verifier = new Verifier(Compute.Choose(machine.Device, machine.Dtype));
        var summary = verifier.Run(paths, line => to.WriteLine(Text(line)), cancellation);
        to.WriteLine($"{summary.Passed} passed, {summary.Failed} failed, {summary.Skipped} skipped");
        return summary.Failed == 0 && (summary.Skipped == 0 || allowSkipped) ? 0 : 1;
    }

    private static string Text(VerificationLine line)
    {
        var verdict = line.Verdict switch { Verdict.Passed => "pass", Verdict.Skipped => "skip", _ => "FAIL" };
        var elapsed = line.Elapsed > TimeSpan.Zero ? line.Elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s" : "";
        return $"{verdict}  {line.Case,-42} {line.Output,-32} {line.Detail,-32} {elapsed}".TrimEnd();
    }
}
