namespace TorchTss.Runtime;

/// <summary>Something the user can mend: one sentence that says what is wrong, where, what was expected and what to do.</summary>
/// <remarks>The command line prints the message alone.
/// Everything that is not a <see cref="UserException"/> is a defect and keeps its stack.</remarks>
public class UserException : Exception
{
    /// <summary>A failure of a file, a device or a disk: exit code 1.</summary>
    public UserException(string message) : base(message) { }

    /// <summary>The same, with what caused it.</summary>
    public UserException(string message, Exception inner) : base(message, inner) { }

    /// <summary>The exit code of a program that ends on this: 1 for a failure, 2 for wrong usage.</summary>
    public virtual int ExitCode => 1;
}
