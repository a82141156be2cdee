namespace TorchTss.Experiments;

/// <summary>The cells that are still to be made, handed out to the workers of one process.</summary>
/// <remarks>Cells of one host come together; within a host, picture by picture.</remarks>
internal sealed class CellQueue(IEnumerable<ExperimentCell> cells)
{
    private readonly Queue<ExperimentCell> _waiting = new(cells.GroupBy(c => HostOpening.Of(c.Setting.Settings)).SelectMany(g => g));
    private readonly Queue<ExperimentCell> _elsewhere = new();
    private readonly Lock _gate = new();

    /// <summary>The next cell; those that another process was at come again at the end. Null when nothing is left.</summary>
    /// <param name="again">Whether the cell was put back before.</param>
    public ExperimentCell? Take(out bool again)
    {
        lock (_gate)
        {
            again = _waiting.Count == 0;
            return _waiting.TryDequeue(out var cell) || _elsewhere.TryDequeue(out cell) ? cell : null;
        }
    }

    /// <summary>Puts a cell back that another process is at.</summary>
    public void PutBack(ExperimentCell cell)
    {
        lock (_gate) _elsewhere.Enqueue(cell);
    }
}
