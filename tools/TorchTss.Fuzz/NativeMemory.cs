namespace TorchTss.Fuzz;

/// <summary>The address space of this process, in which every larger allocation shows at once, whoever made it.</summary>
internal static class NativeMemory
{
    private const string Status = "/proc/self/status", Field = "VmPeak:";

    /// <summary>The most that there ever was; 0 where the system does not say.</summary>
    public static long PeakBytes => OperatingSystem.IsLinux() ? Read() : 0;

    private static long Read()
    {
        Span<byte> text = stackalloc byte[4096];
        using var status = File.OpenHandle(Status);
        text = text[..RandomAccess.Read(status, text, 0)];
        var at = text.IndexOf("VmPeak:"u8);
        var kilobytes = 0L;
        foreach (var b in text[(at + Field.Length)..])
        {
            if (b == '\n') break;
            if (char.IsAsciiDigit((char)b)) kilobytes = kilobytes * 10 + (b - '0');
        }
        return kilobytes * 1024;
    }
}
