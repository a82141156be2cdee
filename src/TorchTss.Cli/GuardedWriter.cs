using System.Text;
using TorchTss.Runtime;

namespace TorchTss.Cli;

/// <summary>Standard output whose failures are a sentence: a full disk behind <c>&gt; file</c>, a closed descriptor.</summary>
internal sealed class GuardedWriter(TextWriter inner) : TextWriter
{
    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Guard(() => inner.Write(value));

    public override void Write(string? value) => Guard(() => inner.Write(value));

    public override void WriteLine(string? value) => Guard(() => inner.WriteLine(value));

    public override void Flush() => Guard(inner.Flush);

    private static void Guard(Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OutputFailure($"standard output: writing failed ({SystemReason.Of(e)}); free the disk or send the output elsewhere", e);
        }
    }
}
