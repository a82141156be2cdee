namespace TorchTss.Fuzz;

/// <summary>The address space of this process, in which every larger allocation shows at once, whoever made it.</summary>
internal static class NativeMemory
{
    private const string Status = "/proc/self/status";

    /// <summary>The most that there ever was; 0 where the system does not say. Memory below an earlier peak does not show in it.</summary>
    public static long PeakBytes => Read("VmPeak:"u8);

    /// <summary>What there is now.</summary>
    public static long CurrentBytes => Read("VmSize:"u8);

    private static long Read(ReadOnlySpan<byte> field)
    {
        if (!OperatingSystem.IsLinux()) return 0;
        Span<byte> text = stackalloc byte[4096];
        using var status = File.OpenHandle(Status);
        text = text[..RandomAccess.Read(status, text, 0)];
        var at = text.IndexOf(field);
        var kilobytes = 0L;
        foreach (var b in text[(at + field.Length)..])
        {
            if (b == '\n') break;
            if (char.IsAsciiDigit((char)b)) kilobytes = kilobytes * 10 + (b - '0');
        }
        return kilobytes * 1024;
    }
}
