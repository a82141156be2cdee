using System.Runtime.InteropServices;

namespace TorchTss.Cli;

/// <summary>Ctrl-C and SIGTERM as a cancellation: the first asks the run to stop cleanly, a second ends the program at once.</summary>
internal sealed class Interrupt : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _signals;

    private readonly Action _asked;

    /// <param name="asked">Told at the first signal.</param>
    public Interrupt(Action asked)
    {
        _asked = asked;
        _signals = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM }.Select(s => PosixSignalRegistration.Create(s, Handle))];
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (var signal in _signals) signal.Dispose();
        _source.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = !_source.IsCancellationRequested;
        if (context.Cancel) _asked();
        _source.Cancel();
    }
}
