using System.Diagnostics;
using TorchTss.Checkpoints.Conversion;
using static System.FormattableString;

namespace TorchTss.Cli;

/// <summary>On a terminal, one line that says how much is written and how long the rest will take; it goes at the end.</summary>
internal sealed class ByteProgress : IProgress<ConversionProgress>, IDisposable
{
    private const string Clear = "\r\u001b[2K";
    private const double Pause = 0.1;

    private readonly TextWriter? _terminal;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private double _shown = double.NegativeInfinity;

    private ByteProgress(TextWriter? terminal) => _terminal = terminal;

    /// <summary>For the program's standard error; silent when that is a file or a test's.</summary>
    public static ByteProgress On(TextWriter error) => new(ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected ? error : null);

    /// <inheritdoc/>
    public void Report(ConversionProgress value)
    {
        var seconds = _clock.Elapsed.TotalSeconds;
        if (_terminal is null || value.Done == 0 || seconds - _shown < Pause) return;
        _shown = seconds;
        var left = seconds / value.Done * (value.Total - value.Done);
        _terminal.Write(Invariant($"{Clear}  {ByteSize.Text(value.Done)} of {ByteSize.Text(value.Total)}  {value.File}  {left:0} s left"));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (double.IsFinite(_shown)) _terminal?.Write(Clear);
        _shown = double.NegativeInfinity;
    }
}
