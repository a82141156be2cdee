using TorchTss.Metrics.Scoring;
using static System.FormattableString;

namespace TorchTss.Cli;

/// <summary>On a terminal, one line that says how far the scoring is; it goes when the scores come.</summary>
internal sealed class ScoreProgress : IProgress<PictureScores>, IDisposable
{
    private const string Clear = "\r\u001b[2K";
    private readonly TextWriter? _terminal;
    private readonly int _count;
    private int _done;

    private ScoreProgress(TextWriter? terminal, int count) => (_terminal, _count) = (terminal, count);

    /// <summary>For the program's standard error; silent when that is a file or a test's.</summary>
    public static ScoreProgress On(TextWriter error, int count) =>
        new(ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected && count > 1 ? error : null, count);

    public void Report(PictureScores value) =>
        _terminal?.Write(Invariant($"{Clear}  {++_done}/{_count}  {Path.GetFileName(value.Pair.Image)}"));

    public void Dispose()
    {
        if (_done > 0) _terminal?.Write(Clear);
    }
}
