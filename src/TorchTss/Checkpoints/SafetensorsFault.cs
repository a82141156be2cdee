using System.Globalization;
using TorchTss.Runtime;

namespace TorchTss.Checkpoints;

/// <summary>Sentences for files that are not what they should be.</summary>
internal static class SafetensorsFault
{
    /// <summary>A file that breaks the format's rules.</summary>
    public static UserException Malformed(string file, string what) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{file}: {what}; the file is damaged or not safetensors, fetch or convert it again"));

    /// <summary>A file that ends too early.</summary>
    public static UserException Truncated(string file, long expected, long found) =>
        new(string.Create(CultureInfo.InvariantCulture,
            $"{file}: {found} bytes found, {expected} expected; the download is incomplete, fetch it again"));
}
