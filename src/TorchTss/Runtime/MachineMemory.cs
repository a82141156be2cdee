using System.Globalization;

namespace TorchTss.Runtime;

/// <summary>How much memory this process may still take.</summary>
public static class MachineMemory
{
    private const string Info = "/proc/meminfo";

    /// <summary>Bytes that are free or can be freed, within the limit of a container; what the runtime thinks it may use where the system does not say.</summary>
    public static long Available
    {
        get
        {
            var limit = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes - Environment.WorkingSet;
            return Math.Max(0, OperatingSystem.IsLinux() && Read() is { } free ? Math.Min(free, limit) : limit);
        }
    }

    // "MemAvailable:   21333444 kB"
    private static long? Read()
    {
        if (!File.Exists(Info)) return null;
        var line = File.ReadLines(Info).FirstOrDefault(l => l.StartsWith("MemAvailable:", StringComparison.Ordinal));
        var number = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(1);
        return long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var kilobytes) ? kilobytes * 1024 : null;
    }
}
