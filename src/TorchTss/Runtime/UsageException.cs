namespace TorchTss.Runtime;

/// <summary>An option or setting that cannot be: exit code 2.</summary>
public sealed class UsageException : UserException
{
    /// <summary>Wrong usage, in one sentence.</summary>
    public UsageException(string message) : base(message) { }

    /// <inheritdoc/>
    public override int ExitCode => 2;
}
