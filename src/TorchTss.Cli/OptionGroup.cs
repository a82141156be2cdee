using System.CommandLine;

namespace TorchTss.Cli;

/// <summary>Options that stand together in the help.</summary>
internal sealed record OptionGroup(string Title, IReadOnlyList<Option> Options);
