namespace TorchTss.Cli;

/// <summary>What the program prints can no longer be written: the run ends, whatever is still to do.</summary>
internal sealed class OutputFailure(string message, Exception inner) : Exception(message, inner);
