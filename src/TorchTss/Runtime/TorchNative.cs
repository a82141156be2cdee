using System.Reflection;
using System.Runtime.InteropServices;

namespace TorchTss.Runtime;

/// <summary>Loads libtorch and LibTorchSharp before TorchSharp does,
/// so that it works on systems with an older libstdc++ and without copies.</summary>
/// <remarks>TorchSharp's own lookup ends in the library's SONAME, which the system loader then finds already loaded. Debian 12, Ubuntu 22.04 and
/// RHEL 9 lack GLIBCXX_3.4.32; there LibTorchSharp is loaded from a patched image in memory (see <see cref="ElfVersionPatch"/>).</remarks>
public static partial class TorchNative
{
    private static readonly Lock _gate = new();
    private static bool _done;
    private static nint _torchSharp;

    /// <summary>The folder that libtorch was loaded from; empty where TorchSharp's own loading is used (Windows, macOS).</summary>
    public static string Directory { get; private set; } = "";

    /// <summary>How LibTorchSharp was loaded: "original", "patched in memory", "patched in a temporary file" or "by TorchSharp".</summary>
    public static string Mode { get; private set; } = "not loaded";

    /// <summary>Loads the natives once; every later call returns at once. Runs by itself when this assembly is first used.</summary>
    /// <exception cref="UserException">The natives are there but cannot be loaded.</exception>
    public static void EnsureLoaded()
    {
        lock (_gate)
        {
            if (_done) return;
            _done = true;
            if (OperatingSystem.IsLinux()) LoadOnLinux();
            else Mode = "by TorchSharp";
        }
    }

    internal static nint TorchCpu { get; private set; }

    private static void LoadOnLinux()
    {
        var folder = Find("libtorch_cpu.so");
        if (folder is null)
        {
            Mode = "by TorchSharp";
            return;
        }
        Directory = folder;
        NativeEnvironment.Prepare();
        TorchCpu = NativeLibrary.Load(Path.Combine(folder, "libtorch_cpu.so"));
        if (File.Exists(Path.Combine(folder, "libtorch_cuda.so"))) NativeLibrary.TryLoad(Path.Combine(folder, "libtorch_cuda.so"), out _);
        NativeLibrary.Load(Path.Combine(folder, "libtorch.so"));
        var library = Path.Combine(Find("libLibTorchSharp.so") ?? folder, "libLibTorchSharp.so");
        try
        {
            (_torchSharp, Mode) = (NativeLibrary.Load(library), "original");
        }
        catch (DllNotFoundException e)
            when (e.Message.Contains("GLIBCXX_", StringComparison.Ordinal) || e.Message.Contains("CXXABI_", StringComparison.Ordinal))
        {
            LoadPatched(library, e);
        }
        // TorchSharp's P/Invokes and ours go straight to this handle.
        foreach (var assembly in new[] { Assembly.Load("TorchSharp"), typeof(TorchNative).Assembly })
        {
            NativeLibrary.SetDllImportResolver(assembly, Resolve);
        }
    }

    private static void LoadPatched(string library, DllNotFoundException cause)
    {
        var image = File.ReadAllBytes(library);
        // The loader quotes the version it misses: version `GLIBCXX_3.4.32' not found.
        if (ElfVersionPatch.Weaken(image, version => cause.Message.Contains($"`{version}'", StringComparison.Ordinal)) == 0)
        {
            throw new UserException($"{library}: cannot be loaded on this system ({cause.Message}); a newer libstdc++ is needed", cause);
        }
        if (TryLoadFromMemory(image, out _torchSharp))
        {
            Mode = "patched in memory";
            return;
        }
        var copy = Path.Combine(Path.GetTempPath(), $"libLibTorchSharp-{Environment.ProcessId}-{Guid.NewGuid():N}.so");
        File.WriteAllBytes(copy, image);
        try
        {
            (_torchSharp, Mode) = (NativeLibrary.Load(copy), "patched in a temporary file");
        }
        finally
        {
            File.Delete(copy);      // the mapping survives
        }
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) => name == "LibTorchSharp" ? _torchSharp : 0;

    private static string? Find(string file)
    {
        var app = AppContext.BaseDirectory;
        string[] folders =
        [
            Environment.GetEnvironmentVariable("TORCH_NATIVE_DIR") ?? "",
            app,
            Path.Combine(app, "runtimes", RuntimeInformation.RuntimeIdentifier, "native"),
            .. (AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "").Split(Path.PathSeparator),
            .. (AppContext.GetData("Torch.NativeDir") as string ?? "").Split(';'),
        ];
        return folders.FirstOrDefault(f => f.Length > 0 && File.Exists(Path.Combine(f, file)));
    }

    private static unsafe bool TryLoadFromMemory(byte[] image, out nint handle)
    {
        handle = 0;
        var descriptor = MemfdCreate("libLibTorchSharp.so", 1);
        if (descriptor < 0) return false;
        try
        {
            fixed (byte* start = image)
            {
                for (nint written = 0; written < image.Length;)
                {
                    var now = Write(descriptor, start + written, image.Length - written);
                    if (now <= 0) return false;
                    written += now;
                }
            }
            return NativeLibrary.TryLoad($"/proc/self/fd/{descriptor}", out handle);
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    [LibraryImport("libc", EntryPoint = "memfd_create", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int MemfdCreate(string name, uint flags);

    [LibraryImport("libc", EntryPoint = "write")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static unsafe partial nint Write(int descriptor, byte* data, nint size);

    [LibraryImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int descriptor);
}
