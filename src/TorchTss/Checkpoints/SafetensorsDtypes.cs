using static TorchSharp.torch;

namespace TorchTss.Checkpoints;

/// <summary>What this build knows about the element types of the format: width, and the torch type that holds them.</summary>
internal static class SafetensorsDtypes
{
    private static readonly string[] _names = Enum.GetNames<SafetensorsDtype>();

    /// <summary>The type that a file spells <paramref name="name"/>, case and all; null where there is none.</summary>
    public static SafetensorsDtype? Parse(string name) => Array.IndexOf(_names, name) is >= 0 and var i ? (SafetensorsDtype)i : null;

    /// <summary>Bits of one element.</summary>
    public static int Bits(this SafetensorsDtype dtype) => dtype switch
    {
        SafetensorsDtype.F4 => 4,
        SafetensorsDtype.F6_E2M3 or SafetensorsDtype.F6_E3M2 => 6,
        <= SafetensorsDtype.F8_E5M2FNUZ => 8,
        <= SafetensorsDtype.BF16 => 16,
        <= SafetensorsDtype.F32 => 32,
        _ => 64,
    };

    /// <summary>Bytes of one element of a torch type; 0 where the format has no such type.</summary>
    public static int Bytes(ScalarType? scalar) => scalar is { } type && FromTorch(type) is { } dtype ? dtype.Bits() / 8 : 0;

    /// <summary>The torch type of the same bits; null where this libtorch binding has none.</summary>
    public static ScalarType? Torch(this SafetensorsDtype dtype) => dtype switch
    {
        SafetensorsDtype.BOOL => ScalarType.Bool,
        SafetensorsDtype.U8 => ScalarType.Byte,
        SafetensorsDtype.I8 => ScalarType.Int8,
        SafetensorsDtype.I16 => ScalarType.Int16,
        SafetensorsDtype.F16 => ScalarType.Float16,
        SafetensorsDtype.BF16 => ScalarType.BFloat16,
        SafetensorsDtype.I32 => ScalarType.Int32,
        SafetensorsDtype.F32 => ScalarType.Float32,
        SafetensorsDtype.C64 => ScalarType.ComplexFloat32,
        SafetensorsDtype.F64 => ScalarType.Float64,
        SafetensorsDtype.I64 => ScalarType.Int64,
        _ => null,
    };

    /// <summary>The torch type that a tensor of the file becomes: 8-bit floats are decoded to float32; null where there is none.</summary>
    public static ScalarType? Readable(this SafetensorsDtype dtype) => dtype.IsFloat8() ? ScalarType.Float32 : dtype.Torch();

    /// <summary>Whether <see cref="Float8"/> decodes it.</summary>
    public static bool IsFloat8(this SafetensorsDtype dtype) => dtype is >= SafetensorsDtype.F8_E5M2 and <= SafetensorsDtype.F8_E5M2FNUZ;

    /// <summary>The format's type for a torch type; null where the format has none.</summary>
    public static SafetensorsDtype? FromTorch(ScalarType scalar)
    {
        foreach (var dtype in Enum.GetValues<SafetensorsDtype>())
        {
            if (dtype.Torch() == scalar) return dtype;
        }
        return null;
    }
}
