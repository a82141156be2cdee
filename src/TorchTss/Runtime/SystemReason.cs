using System.Runtime.InteropServices;

namespace TorchTss.Runtime;

/// <summary>Why the operating system refused, in its own words alone; .NET's messages repeat the path.</summary>
internal static class SystemReason
{
    /// <summary>"No space left on device", without a full stop.</summary>
    public static string Of(Exception e) => e switch
    {
        UnauthorizedAccessException => "no permission",
        _ when !OperatingSystem.IsWindows() && e.HResult is > 0 and < 256 => Marshal.GetPInvokeErrorMessage(e.HResult),
        _ => e.Message.TrimEnd('.'),
    };
}
