using System.CommandLine;
using TorchTss.Runtime;

namespace TorchTss.Cli;

/// <summary><c>tss [INPUT…]</c>: restores pictures.</summary>
internal static class RestoreCommand
{
    public static (RootCommand Command, IReadOnlyList<OptionGroup> Groups) Create()
    {
        var inputs = new Argument<string[]>("INPUT")
        {
            Arity = ArgumentArity.ZeroOrMore,
            Description = "pictures, folders or patterns; without one the bundled sample photograph is restored",
        };
        var settings = new SettingsOptions();
        var prompts = OptionParsing.Text("--prompts", "FILE",
            "CSV file with the columns file, prompt and, where wanted, negative: texts of their own for pictures "
            + "(without a row and --prompt, NAME.txt beside NAME.png)", "--captions");
        var samples = OptionParsing.Whole("--num-samples", "N", "results per picture, NAME_0.png, NAME_1.png, …, each from noise of its own (default 1)");
        var output = OptionParsing.Text("--output", "PATH",
            $"folder for the results, or a file name for one picture; .png, .jpg or .webp (default {InputFiles.DefaultFolder})");
        output.Aliases.Add("-o");
        var overwrite = OptionParsing.Flag("--overwrite", "replace results that exist; without it they are kept and skipped");
        var quiet = OptionParsing.Flag("--quiet", "print nothing but errors");
        var json = OptionParsing.Flag("--json", "print lines of JSON, one per picture and one per note, and nothing else");

        IReadOnlyList<OptionGroup> groups =
        [
            .. settings.Groups.Select(g => g.Title switch
            {
                "Text" => g with { Options = [.. g.Options, prompts] },
                "Picture" => g with { Options = [.. g.Options, .. settings.RestoreOptions] },
                "Sampling" => g with { Options = [.. g.Options, samples] },
                _ => g,
            }),
            new("Output", [output, overwrite, quiet, json]),
        ];
        var command = new RootCommand("TorchTss: diffusion super-resolution with Time-Spatial-aware Sampling.") { inputs };
        foreach (var option in groups.SelectMany(g => g.Options)) command.Add(option);
        command.SetAction((parsed, cancellation) =>
        {
            var given = parsed.GetValue(inputs)!;
            UnknownOptions.Refuse(given, groups);
            var run = new RestoreRun(
                settings.Bind(parsed), parsed.GetValue(prompts), parsed.GetValue(samples) ?? 1, parsed.GetValue(output), parsed.GetValue(overwrite));
            var (to, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            IRestoreReport report = parsed.GetValue(json) ? new JsonReport(to) : ConsoleReport.Create(to, error, parsed.GetValue(quiet));
            return Task.FromResult(Run(run, given.Length > 0 ? given : [SamplePicture.Path], report, cancellation));
        });
        return (command, groups);
    }

    private static int Run(RestoreRun run, string[] inputs, IRestoreReport report, CancellationToken cancellation)
    {
        try
        {
            return run.Run(inputs, report, cancellation);
        }
        catch (UserException e)
        {
            report.Refused(e.Message);
            throw;
        }
    }
}
