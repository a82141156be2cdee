using System.Collections.Immutable;
using static TorchSharp.torch;

namespace TorchTss.Checkpoints.Torch;

/// <summary>An element type of PyTorch's.</summary>
/// <param name="Name">As after <c>torch.</c>: <c>float32</c>.</param>
/// <param name="Bytes">Of one element.</param>
/// <param name="Scalar">The torch type of the same bits; null where this libtorch binding has none.</param>
/// <param name="Storage">What the storage class of this type is called; null where tensors of it lie in an UntypedStorage.</param>
/// <param name="Float8">Of an 8-bit float: how it is decoded.</param>
internal sealed record TorchDtype(string Name, int Bytes, ScalarType? Scalar, string? Storage = null, SafetensorsDtype? Float8 = null)
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<TorchDtype> All { get; } =
    [
        new("float32", 4, ScalarType.Float32, "Float"),
        new("float64", 8, ScalarType.Float64, "Double"),
        new("float16", 2, ScalarType.Float16, "Half"),
        new("bfloat16", 2, ScalarType.BFloat16, "BFloat16"),
        new("int64", 8, ScalarType.Int64, "Long"),
        new("int32", 4, ScalarType.Int32, "Int"),
        new("int16", 2, ScalarType.Int16, "Short"),
        new("int8", 1, ScalarType.Int8, "Char"),
        new("uint8", 1, ScalarType.Byte, "Byte"),
        new("bool", 1, ScalarType.Bool, "Bool"),
        new("complex64", 8, ScalarType.ComplexFloat32, "ComplexFloat"),
        new("complex128", 16, ScalarType.ComplexFloat64, "ComplexDouble"),
        new("complex32", 4, null),
        new("uint16", 2, null),
        new("uint32", 4, null),
        new("uint64", 8, null),
        new("float8_e4m3fn", 1, null, Float8: SafetensorsDtype.F8_E4M3),
        new("float8_e5m2", 1, null, Float8: SafetensorsDtype.F8_E5M2),
        new("float8_e4m3fnuz", 1, null, Float8: SafetensorsDtype.F8_E4M3FNUZ),
        new("float8_e5m2fnuz", 1, null, Float8: SafetensorsDtype.F8_E5M2FNUZ),
        new("float8_e8m0fnu", 1, null, Float8: SafetensorsDtype.F8_E8M0),
    ];

    /// <summary>The bytes of a storage that has no type of its own.</summary>
    public static TorchDtype Untyped { get; } = new("bytes", 1, null);

    /// <summary>The torch type that a tensor of the file becomes: 8-bit floats are decoded to float32; null where there is none.</summary>
    public ScalarType? Readable => Float8 is null ? Scalar : ScalarType.Float32;

    /// <summary>How many bytes stand in reverse order in a file of a big-endian machine: a complex number is two.</summary>
    public int Swapped => Name.StartsWith("complex", StringComparison.Ordinal) ? Bytes / 2 : Bytes;
}
