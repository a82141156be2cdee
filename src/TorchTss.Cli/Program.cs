using System.CommandLine;
using System.CommandLine.Help;
using TorchTss.Runtime;

namespace TorchTss.Cli;

/// <summary>The program <c>tss</c>.</summary>
internal static class Program
{
    private const int Failure = 1;

    private static int Main(string[] arguments) => Run(arguments, new GuardedWriter(Console.Out), Console.Error);

    /// <summary>Parses, runs and turns every end into an exit code.</summary>
    internal static int Run(string[] arguments, TextWriter output, TextWriter error)
    {
        try
        {
            // A picture may be called @x.png.
            var parsed = CommandTree().Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (parsed.Errors.Count > 0 && parsed.Action is not (HelpPage or HelpAction))
            {
                throw new UsageException($"{parsed.Errors[0].Message.TrimEnd('.')}; tss --help shows what there is");
            }
            using var interrupt = new Interrupt(() => error.WriteLine("tss: stopping after this step; once more stops at once"));
            var configuration = new InvocationConfiguration
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return parsed.InvokeAsync(configuration, interrupt.Token).GetAwaiter().GetResult();
        }
        catch (UserException e)
        {
            error.WriteLine($"tss: {e.Message}");
            return e.ExitCode;
        }
        catch (OutputFailure e)
        {
            error.WriteLine($"tss: {e.Message}");
            return Failure;
        }
        catch (OperationCanceledException)
        {
            return RestoreRun.InterruptedCode;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            error.WriteLine($"tss: a defect, please report it with these lines:{Environment.NewLine}{e}");
            return Failure;
        }
    }

    private static RootCommand CommandTree()
    {
        var (root, rootGroups) = RestoreCommand.Create();
        var (ablate, metrics) = (AblateCommand.Create(), MetricsCommand.Create());
        (Command Command, IReadOnlyList<OptionGroup> Groups)[] commands =
        [
            ablate, TableCommand.Create(), TuneCommand.Create(), AnalyzeCommand.Create(), ReportCommand.Create(),
            metrics, ScheduleCommand.Create(), InspectCommand.Create(), ConvertCommand.Create(), VerifyCommand.Create(), (ListCommand.Create(), []),
        ];
        foreach (var (command, _) in commands) root.Add(command);
        root.Options.OfType<HelpOption>().Single().Action = new HelpPage(
            commands.Append((root, rootGroups)).ToDictionary(),
            new Dictionary<Command, Action<TextWriter>>
            {
                [ablate.Command] = AblateCommand.Catalogues,
                [metrics.Command] = MetricsCommand.Catalogues,
            });
        return root;
    }
}
