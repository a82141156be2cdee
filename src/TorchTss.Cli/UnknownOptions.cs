using TorchTss.Runtime;

namespace TorchTss.Cli;

/// <summary>Tells a misspelt option from a file name: the parser takes both for arguments.</summary>
internal static class UnknownOptions
{
    /// <summary>Refuses arguments that look like options and are no files.</summary>
    /// <exception cref="UsageException">Names the nearest option.</exception>
    public static void Refuse(IEnumerable<string?> arguments, IReadOnlyList<OptionGroup> groups)
    {
        var stray = arguments.FirstOrDefault(a => a is ['-', _, ..] && !File.Exists(a) && !Directory.Exists(a));
        if (stray is null) return;
        var names = groups.SelectMany(g => g.Options).Select(o => o.Name).Append("--help");
        var meant = NearestName.Closest(stray, names) is { } close ? $", did you mean {close}?" : ";";
        throw new UsageException($"{stray}: unknown option{meant} --help shows all");
    }
}
