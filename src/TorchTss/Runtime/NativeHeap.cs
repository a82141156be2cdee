using System.Runtime.InteropServices;

namespace TorchTss.Runtime;

/// <summary>The allocator that libtorch's tensors on the CPU live in.</summary>
internal static partial class NativeHeap
{
    /// <summary>Gives memory that has been freed back to the system, where the allocator can (glibc); it keeps much of it otherwise.</summary>
    public static void Trim()
    {
        if (!OperatingSystem.IsLinux()) return;
        try
        {
            _ = TrimFrom(0);
        }
        catch (EntryPointNotFoundException)
        {
            // musl returns large blocks at once and has no such call.
        }
    }

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int TrimFrom(nuint padding);
}
