using TorchTss.Runtime;

namespace TorchTss.Tests;

/// <summary>Tests may touch torch before they touch the library: load the natives first.</summary>
[SetUpFixture]
public sealed class TorchNativeSetUp
{
    [OneTimeSetUp]
    public void Load() => TorchNative.EnsureLoaded();
}
