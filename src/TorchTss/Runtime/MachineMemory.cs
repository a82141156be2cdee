using System.Globalization;

namespace TorchTss.Runtime;

/// <summary>How much memory this process may still take.</summary>
public static class MachineMemory
{
    /// <summary>Bytes that are free or can be freed, within the limit of a container; what the runtime thinks it may use where the system does not say.</summary>
    public static long Available
    {
        get
        {
            var total = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
            if (!OperatingSystem.IsLinux()) return Math.Max(0, total - Environment.WorkingSet);
            // Pages of mapped files are not used up: the system takes them back.
            var limit = total - (Read("/proc/self/status", "RssAnon:") ?? Environment.WorkingSet);
            return Math.Max(0, Math.Min(Read("/proc/meminfo", "MemAvailable:") ?? limit, limit));
        }
    }

    // "MemAvailable:   21333444 kB"
    private static long? Read(string file, string label)
    {
        if (!File.Exists(file)) return null;
        var line = File.ReadLines(file).FirstOrDefault(l => l.StartsWith(label, StringComparison.Ordinal));
        var number = line?.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(1);
        return long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var kilobytes) ? kilobytes * 1024 : null;
    }
}
