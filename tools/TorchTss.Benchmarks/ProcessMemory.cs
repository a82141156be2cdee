namespace TorchTss.Benchmarks;

/// <summary>What the kernel says about this process.</summary>
internal static class ProcessMemory
{
    /// <summary>Resident memory that belongs to no file, in MB: what a program really costs.</summary>
    public static double AnonymousMegabytes => Kilobytes("RssAnon:") / 1024;

    /// <summary>The most memory that was resident at once since the process began, in MB.</summary>
    public static double PeakMegabytes => Kilobytes("VmHWM:") / 1024;

    private static double Kilobytes(string field) =>
        double.Parse(File.ReadLines("/proc/self/status").First(line => line.StartsWith(field, StringComparison.Ordinal))[field.Length..^2].Trim());
}
