namespace TorchTss.Checkpoints.Torch.Zip;

/// <summary>The four bytes that begin the records of a zip archive, read as a little-endian number.</summary>
internal static class ZipSignature
{
    public const uint
        Local = 0x04034B50,
        Central = 0x02014B50,
        End = 0x06054B50,
        End64 = 0x06064B50,
        Locator64 = 0x07064B50;
}
