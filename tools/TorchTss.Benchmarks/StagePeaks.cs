using System.Diagnostics;

namespace TorchTss.Benchmarks;

/// <summary>The most anonymous memory during each stage of a run, looked at a hundred times a second.</summary>
internal sealed class StagePeaks : IDisposable
{
    private readonly List<(string Name, double Peak, double Seconds)> _stages = [];
    private readonly Lock _lock = new();
    private readonly Timer _timer;
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    public StagePeaks() => _timer = new Timer(_ => Look(), null, 0, 10);

    /// <summary>Every stage so far: name, MB, seconds.</summary>
    public IReadOnlyList<(string Name, double Megabytes, double Seconds)> Stages
    {
        get
        {
            lock (_lock) return [.. _stages];
        }
    }

    /// <summary>What comes now.</summary>
    public void Begin(string name)
    {
        lock (_lock)
        {
            Look();
            _stages.Add((name, ProcessMemory.AnonymousMegabytes, 0));
            _clock.Restart();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        lock (_lock)
        {
            if (_stages.Count == 0) return;
            var (name, peak, _) = _stages[^1];
            _stages[^1] = (name, Math.Max(peak, ProcessMemory.AnonymousMegabytes), _clock.Elapsed.TotalSeconds);
        }
    }
}
