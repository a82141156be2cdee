using System.Buffers.Binary;
using static System.FormattableString;

namespace TorchTss.Checkpoints.Torch.Pickles;

/// <summary>A numpy type of numbers: <c>f8</c>, <c>i4</c>, <c>b1</c>; no other is read.</summary>
internal sealed class NumpyDtype
{
    private readonly string _code;
    private bool _bigEndian;

    private NumpyDtype(string code) => _code = code;

    /// <summary>Bytes of one element.</summary>
    public int Bytes => _code[1..] == "16" ? 16 : _code[1] - '0';

    /// <summary>numpy.dtype('f8', False, True)</summary>
    public static NumpyDtype Called(PickleArguments a)
    {
        var code = a.Counted(1, 3).Get<string>(0, "a code");
        return code is "b1" or "i1" or "i2" or "i4" or "i8" or "u1" or "u2" or "u4" or "u8" or "f2" or "f4" or "f8" or "c8" or "c16"
            ? new NumpyDtype(code) : throw new PickleRefusal($"numpy.dtype({code})");
    }

    /// <summary>(version, byte order, None, None, None, size, alignment, flags)</summary>
    public void Build(object? state)
    {
        if (state is not PickleTuple { Items: [long, string order, null, null, null, ..] } || order is not ("<" or ">" or "|" or "="))
        {
            throw new PickleFault("a numpy dtype with the state of another type");
        }
        _bigEndian = order == ">";
    }

    /// <summary>numpy.core.multiarray.scalar(dtype, bytes): a number where it is real, else an opaque object.</summary>
    public static object Scalar(PickleArguments a)
    {
        var dtype = a.Counted(2, 2).Get<NumpyDtype>(0, "a dtype");
        var bytes = a.Bytes(1);
        if (bytes.Length != dtype.Bytes) throw new PickleFault(Invariant($"a numpy number of {dtype.Bytes} bytes in {bytes.Length}"));
        return dtype.Value(bytes);
    }

    private object Value(byte[] bytes)
    {
        Span<byte> b = stackalloc byte[bytes.Length];
        bytes.CopyTo(b);
        if (_bigEndian) b.Reverse();
        return _code switch
        {
            "b1" => b[0] != 0,
            "i1" => (long)(sbyte)b[0],
            "i2" => (long)BinaryPrimitives.ReadInt16LittleEndian(b),
            "i4" => (long)BinaryPrimitives.ReadInt32LittleEndian(b),
            "i8" => BinaryPrimitives.ReadInt64LittleEndian(b),
            "u1" => (long)b[0],
            "u2" => (long)BinaryPrimitives.ReadUInt16LittleEndian(b),
            "u4" => (long)BinaryPrimitives.ReadUInt32LittleEndian(b),
            "u8" => BinaryPrimitives.ReadUInt64LittleEndian(b),
            "f2" => (double)BinaryPrimitives.ReadHalfLittleEndian(b),
            "f4" => (double)BinaryPrimitives.ReadSingleLittleEndian(b),
            "f8" => BinaryPrimitives.ReadDoubleLittleEndian(b),
            _ => new OpaqueObject("numpy complex number", takesItems: false),
        };
    }
}
