namespace TorchTss.Checkpoints.Torch.Zip;

/// <summary>The checksum of zip entries.</summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;                 // reflected

    private static readonly uint[] _table =
    [
        .. Enumerable.Range(0, 256).Select(i => Enumerable.Range(0, 8).Aggregate((uint)i, (c, _) => c % 2 == 0 ? c >> 1 : c >> 1 ^ Polynomial)),
    ];

    /// <summary>Of these bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes) crc = _table[(byte)(crc ^ b)] ^ crc >> 8;
        return ~crc;
    }
}
