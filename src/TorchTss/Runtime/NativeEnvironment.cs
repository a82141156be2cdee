using System.Runtime.InteropServices;

namespace TorchTss.Runtime;

/// <summary>What libtorch reads from the C environment as it loads. A value that the user has set wins.</summary>
internal static partial class NativeEnvironment
{
    /// <summary>Must run before libtorch loads.</summary>
    public static void Prepare()
    {
        // Large tensors on huge pages: page faults otherwise cost 20–80 % of large elementwise work.
        Default("THP_MEM_ALLOC_ENABLE", "1");
        // Idle OpenMP threads sleep: where another program wants the cores, spinning ones made a run eight times slower (measured).
        Default("OMP_WAIT_POLICY", "PASSIVE");
    }

    private static void Default(string name, string value) => _ = SetEnv(name, value, 0);

    // Environment.SetEnvironmentVariable does not reach the C library's getenv.
    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetEnv(string name, string value, int overwrite);
}
