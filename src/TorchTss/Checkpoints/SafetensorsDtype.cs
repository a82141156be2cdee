namespace TorchTss.Checkpoints;

/// <summary>Element types of the safetensors format, spelt as in its files; the order is the format's, from which writers sort downwards.</summary>
public enum SafetensorsDtype
{
    /// <summary>One byte, 0 or 1.</summary>
    BOOL,

    /// <summary>4 bits: sign, 2 exponent bits, 1 mantissa bit.</summary>
    F4,

    /// <summary>6 bits: sign, 2 exponent bits, 3 mantissa bits.</summary>
    F6_E2M3,

    /// <summary>6 bits: sign, 3 exponent bits, 2 mantissa bits.</summary>
    F6_E3M2,

    /// <summary>Unsigned byte.</summary>
    U8,

    /// <summary>Signed byte.</summary>
    I8,

    /// <summary>The high byte of a float16.</summary>
    F8_E5M2,

    /// <summary>Bias 7, no infinities, largest 448.</summary>
    F8_E4M3,

    /// <summary>A power of two: 2^(x−127), 0xFF is NaN.</summary>
    F8_E8M0,

    /// <summary>Bias 8, 0x80 is NaN, largest 240.</summary>
    F8_E4M3FNUZ,

    /// <summary>Bias 16, 0x80 is NaN, largest 57344.</summary>
    F8_E5M2FNUZ,

    /// <summary>Signed 16 bits.</summary>
    I16,

    /// <summary>Unsigned 16 bits.</summary>
    U16,

    /// <summary>IEEE half precision.</summary>
    F16,

    /// <summary>The upper half of a float32.</summary>
    BF16,

    /// <summary>Signed 32 bits.</summary>
    I32,

    /// <summary>Unsigned 32 bits.</summary>
    U32,

    /// <summary>IEEE single precision.</summary>
    F32,

    /// <summary>Two float32: real and imaginary part.</summary>
    C64,

    /// <summary>IEEE double precision.</summary>
    F64,

    /// <summary>Signed 64 bits.</summary>
    I64,

    /// <summary>Unsigned 64 bits.</summary>
    U64,
}
