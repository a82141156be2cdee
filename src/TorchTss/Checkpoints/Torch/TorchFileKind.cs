using TorchTss.Runtime;
using static System.FormattableString;

namespace TorchTss.Checkpoints.Torch;

/// <summary>What a file of PyTorch's begins with.</summary>
internal enum TorchFileKind
{
    /// <summary>Something else.</summary>
    None,

    /// <summary>A zip archive.</summary>
    Zip,

    /// <summary>A pickle.</summary>
    Pickle,

    /// <summary>A tar archive.</summary>
    Tar,
}

/// <summary>Tells them apart.</summary>
internal static class TorchFileKinds
{
    /// <summary>The kind of a file by its first bytes.</summary>
    public static TorchFileKind Of(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith("PK\x03\x04"u8)) return TorchFileKind.Zip;
        if (start.Length > 262 && start[257..262].SequenceEqual("ustar"u8)) return TorchFileKind.Tar;
        return start.Length > 1 && start[0] == 0x80 && start[1] is >= 1 and <= 5 ? TorchFileKind.Pickle : TorchFileKind.None;
    }

    /// <summary>For the error of a file about which nothing else can be said.</summary>
    public static string Beginning(ReadOnlySpan<byte> start, long length) =>
        Invariant($"{length} bytes that begin {Convert.ToHexString(start[..Math.Min(8, start.Length)])}");

    /// <summary>The error of a file that this reader does not take.</summary>
    public static UserException Refused(TorchFileKind kind, ReadOnlySpan<byte> start, long length, string file)
    {
        if (kind == TorchFileKind.Tar)
        {
            return new UserException(
                $"{file}: is a tar archive as PyTorch 0.1 wrote it, which is not read; load it with PyTorch 1.6 or newer and save it again");
        }
        if (length == 0) return new UserException($"{file}: is empty; the download is incomplete, fetch it again");
        return ForeignFile.Recognise(start, length, file, "PyTorch file")
            ?? new UserException($"{file}: is no PyTorch file ({Beginning(start, length)}); "
                + "give a .pt, .pth, .bin or .ckpt file as torch.save writes it");
    }
}
