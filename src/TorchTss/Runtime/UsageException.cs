namespace TorchTss.Runtime;

/// <summary>An option or setting that cannot be: exit code 2.</summary>
public sealed class UsageException : UserException
{
    /// <summary>Wrong usage, in one sentence.</summary>
    public UsageException(string message) : base(message) { }

    /// <inheritdoc/>
    public override int ExitCode => 2;

    /// <summary>What an action complains about; null when it runs through. For checks that gather every problem.</summary>
    internal static string? MessageOf(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (UsageException e)
        {
            return e.Message;
        }
    }
}
