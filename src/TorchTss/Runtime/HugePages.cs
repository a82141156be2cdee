using System.Runtime.InteropServices;

namespace TorchTss.Runtime;

/// <summary>Asks libtorch to put large CPU tensors on transparent huge pages; page faults otherwise cost 20–80 % of large elementwise work.</summary>
internal static partial class HugePages
{
    /// <summary>Must run before libtorch loads. A value that the user has set wins.</summary>
    public static void Enable() => _ = SetEnv("THP_MEM_ALLOC_ENABLE", "1", 0);

    // Environment.SetEnvironmentVariable does not reach the C library's getenv.
    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetEnv(string name, string value, int overwrite);
}
