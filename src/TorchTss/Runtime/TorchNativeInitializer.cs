using System.Runtime.CompilerServices;

namespace TorchTss.Runtime;

/// <summary>Runs <see cref="TorchNative.EnsureLoaded"/> when this assembly is first used.</summary>
internal static class TorchNativeInitializer
{
#pragma warning disable CA2255 // a library that must act before another library's static constructor
    [ModuleInitializer]
    internal static void Run() => TorchNative.EnsureLoaded();
#pragma warning restore CA2255
}
