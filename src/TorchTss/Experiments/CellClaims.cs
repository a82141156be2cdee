using System.ComponentModel;
using System.Diagnostics;
using TorchTss.Experiments.Results;

namespace TorchTss.Experiments;

/// <summary>Says which process is at which cell, so that several share one results file without doing anything twice.</summary>
/// <remarks>A process that was killed leaves its claims behind: on the same machine they fall to the next one at once, from another after ten minutes
/// without a sign of life. A cell that two processes make nevertheless is still recorded once.</remarks>
internal sealed class CellClaims(ResultsFile file)
{
    private const long Silence = 600, BeatEvery = 5;        // seconds

    // The number alone may belong to another process by the time it is looked at.
    private static readonly long _started = Started(Environment.ProcessId) ?? 0;

    private readonly string _owner = Guid.NewGuid().ToString("N");
    private long _beaten = Now;

    private static long Now => DateTimeOffset.UtcNow.ToUnixTimeSeconds();

    /// <summary>Takes a cell if nobody is at it.</summary>
    public bool Take(string cell)
    {
        var taken = false;
        file.InOneTransaction(() =>
        {
            var held = file.Connection.Query(
                "SELECT machine, process, started, seen FROM claim WHERE cell = $1",
                r => Alive(r.GetString(0), r.GetInt32(1), r.GetInt64(2), r.GetInt64(3)), cell);
            if (held is [true]) return;
            file.Connection.Execute("INSERT OR REPLACE INTO claim VALUES($1, $2, $3, $4, $5, $6)",
                cell, _owner, Environment.MachineName, Environment.ProcessId, _started, Now);
            taken = true;
        });
        return taken;
    }

    /// <summary>A sign of life, for other machines.</summary>
    public void Beat(string cell)
    {
        if (Now - _beaten < BeatEvery) return;
        file.Connection.Execute("UPDATE claim SET seen = $3 WHERE cell = $1 AND owner = $2", cell, _owner, Now);
        _beaten = Now;
    }

    /// <summary>Gives a cell back, finished or not.</summary>
    public void Release(string cell) => file.Connection.Execute("DELETE FROM claim WHERE cell = $1 AND owner = $2", cell, _owner);

    private static bool Alive(string machine, int process, long started, long seen)
    {
        const long Wobble = 3;      // the system computes the start from its uptime
        if (machine != Environment.MachineName) return Now - seen < Silence;
        return Started(process) is { } found && Math.Abs(found - started) <= Wobble;
    }

    /// <summary>When a process began, in Unix seconds; null when there is no such process.</summary>
    private static long? Started(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return new DateTimeOffset(process.StartTime.ToUniversalTime()).ToUnixTimeSeconds();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }
}
