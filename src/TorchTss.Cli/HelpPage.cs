using System.CommandLine;
using System.CommandLine.Invocation;
using TorchTss.Denoisers;
using TorchTss.Hosts;
using TorchTss.Imaging;
using TorchTss.Networks;
using TorchTss.Networks.Tiling;
using TorchTss.Runtime;
using TorchTss.Samplers;
using TorchTss.Schedules;

namespace TorchTss.Cli;

/// <summary><c>--help</c>: options in groups, and the catalogues that they choose from.</summary>
/// <param name="groups">The options of each command.</param>
/// <param name="catalogues">Writes what a command's options choose from; the main command's are written here.</param>
internal sealed class HelpPage(
    IReadOnlyDictionary<Command, IReadOnlyList<OptionGroup>> groups, IReadOnlyDictionary<Command, Action<TextWriter>> catalogues)
    : SynchronousCommandLineAction
{
    private const int Indent = 34;

    public override int Invoke(ParseResult parseResult)
    {
        Write(parseResult.CommandResult.Command, parseResult.InvocationConfiguration.Output);
        return 0;
    }

    private void Write(Command command, TextWriter to)
    {
        var root = command is RootCommand;
        to.WriteLine(command.Description);
        to.WriteLine();
        var arguments = string.Concat(command.Arguments.Select(a => $" [{a.HelpName ?? a.Name}{(a.Arity.MaximumNumberOfValues > 1 ? "…" : "")}]"));
        to.WriteLine($"Usage: {(root ? "tss" : $"tss {command.Name}")}{arguments} [options]");
        if (root)
        {
            foreach (var sub in command.Subcommands) Row(to, $"       tss {sub.Name}", sub.Description ?? "");
        }
        foreach (var argument in command.Arguments.Where(a => a.Description is not null))
        {
            to.WriteLine();
            Row(to, $"  {argument.HelpName ?? argument.Name}", argument.Description!);
        }
        foreach (var group in groups.GetValueOrDefault(command) ?? [])
        {
            to.WriteLine();
            to.WriteLine($"{group.Title}:");
            foreach (var option in group.Options)
            {
                var names = string.Join(", ", option.Aliases.Prepend(option.Name));
                Row(to, $"  {names}{(option.HelpName is { } value ? $" {value}" : "")}", option.Description ?? "");
            }
        }
        catalogues.GetValueOrDefault(command)?.Invoke(to);
        if (!root) return;
        Catalogue<ISampler>(to, "Samplers (--sampler NAME:key=value,…)");
        Catalogue<ITimeWarp>(to, "Warps (--warp)");
        Catalogue<IBaseGrid>(to, "Base grids (--base-grid; host is the host's own)");
        Catalogue<ILevelMap>(to, "Level maps (--level-map)");
        Catalogue<IHostKind>(to, "Hosts (--host)");
        Catalogue<IColorFix>(to, "Colour fixes (--color-fix)");
        Catalogue<IAutoencoderTiling>(to, "Kinds of tiles (--tile-kind)");
        Catalogue<IPrediction>(to, "Prediction types (--prediction)");
        to.WriteLine();
        to.WriteLine("Exit codes: 0 done, 1 a file or the machine failed, 2 wrong usage, 130 interrupted.");
    }

    internal static void Catalogue<T>(TextWriter to, string title) where T : class
    {
        to.WriteLine();
        to.WriteLine($"{title}:");
        foreach (var entry in Catalog<T>.Entries)
        {
            Row(to, $"  {entry.Name}", entry.Summary);
            foreach (var setting in entry.Settings)
            {
                Row(to, $"    {setting.Name}={(setting.Default.Length > 0 ? setting.Default : "…")}", setting.Help);
            }
        }
    }

    private static void Row(TextWriter to, string left, string right) =>
        to.WriteLine(left.Length < Indent - 1 ? $"{left.PadRight(Indent)}{right}" : $"{left}{Environment.NewLine}{new string(' ', Indent)}{right}");
}
