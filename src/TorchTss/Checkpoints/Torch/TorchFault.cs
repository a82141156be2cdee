using TorchTss.Checkpoints.Torch.Zip;
using TorchTss.Runtime;
using static System.FormattableString;

namespace TorchTss.Checkpoints.Torch;

/// <summary>Sentences for files that are not what torch.save writes.</summary>
internal static class TorchFault
{
    /// <summary>A file that breaks the format's rules.</summary>
    public static UserException Malformed(string file, string what) =>
        new($"{file}: {what}; the file is damaged or no PyTorch checkpoint, fetch it again");

    /// <summary>A file that ends too early.</summary>
    public static UserException Truncated(string file, long expected, long found) =>
        new(Invariant($"{file}: {found} bytes found, {expected} expected; the download is incomplete, fetch it again"));

    /// <summary>A zip archive without its end, where everything stands that is needed to read it.</summary>
    public static UserException Endless(string file, long found) =>
        new(Invariant($"{file}: is a zip archive whose end is missing ({found} bytes found); the download is incomplete, fetch it again"));

    /// <summary>A zip archive in which the numbers are compressed.</summary>
    public static UserException Packed(string file, ZipEntry entry) => new(
        $"{file}: the zip entry {ZipText.Shown(entry.Name)} is {(entry.IsEncrypted ? "encrypted" : "compressed")}, which torch.save never does; "
        + "unpack the archive and pack it again without compression");
}
