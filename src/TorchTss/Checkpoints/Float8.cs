namespace TorchTss.Checkpoints;

/// <summary>The five 8-bit float formats, decoded by a table of 256 values each.</summary>
/// <remarks>S·2^(E−bias)·(1+M), subnormal S·2^(1−bias)·M. E5M2 has IEEE infinities, E4M3 only S.1111.111 as NaN, the FNUZ pair only 0x80 as NaN
/// and no −0.</remarks>
internal static class Float8
{
    /// <summary>The value of every byte.</summary>
    public static float[] Table(SafetensorsDtype dtype)
    {
        Func<int, float> decode = dtype switch
        {
            SafetensorsDtype.F8_E4M3 => b => (b & 0x7F) == 0x7F ? float.NaN : Decode(b, 3, 7),
            SafetensorsDtype.F8_E5M2 => b => (b & 0x7C) == 0x7C ? Special(b) : Decode(b, 2, 15),
            SafetensorsDtype.F8_E4M3FNUZ => b => b == 0x80 ? float.NaN : Decode(b, 3, 8),
            SafetensorsDtype.F8_E5M2FNUZ => b => b == 0x80 ? float.NaN : Decode(b, 2, 16),
            SafetensorsDtype.F8_E8M0 => b => b == 0xFF ? float.NaN : (float)Math.ScaleB(1, b - 127),
            _ => throw new ArgumentOutOfRangeException(nameof(dtype), dtype, "not an 8-bit float"),
        };
        return [.. Enumerable.Range(0, 256).Select(decode)];
    }

    private static float Decode(int bits, int mantissaBits, int bias)
    {
        var mantissa = bits & ((1 << mantissaBits) - 1);
        var exponent = (bits & 0x7F) >> mantissaBits;
        var magnitude = exponent == 0
            ? Math.ScaleB(mantissa, 1 - bias - mantissaBits)
            : Math.ScaleB(mantissa + (1 << mantissaBits), exponent - bias - mantissaBits);
        return (float)(bits >= 0x80 ? -magnitude : magnitude);
    }

    private static float Special(int bits) => (bits & 3, bits >= 0x80) switch
    {
        (0, false) => float.PositiveInfinity,
        (0, true) => float.NegativeInfinity,
        _ => float.NaN,
    };
}
