using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace TorchTss.Checkpoints.Torch.Pickles;

/// <summary>The bytes of a pickle, front to back; nothing is taken that is not there, so no length of the file is believed.</summary>
internal ref struct PickleReader(ReadOnlySpan<byte> bytes)
{
    private static readonly UTF8Encoding _strict = new(false, throwOnInvalidBytes: true);

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>The offset of the next byte.</summary>
    public int Position { get; private set; }

    /// <summary>One byte, 0 to 255.</summary>
    public byte Byte() => Take(1)[0];

    /// <summary>Two bytes without sign.</summary>
    public int UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    /// <summary>Four bytes with sign.</summary>
    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    /// <summary>Four bytes without sign.</summary>
    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    /// <summary>Eight bytes without sign.</summary>
    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    /// <summary>A double, the only thing in a pickle that is big-endian.</summary>
    public double Double() => BinaryPrimitives.ReadDoubleBigEndian(Take(8));

    /// <summary>A whole number of any length, two's complement: long where it fits, else <see cref="BigInteger"/>.</summary>
    public object Integer(long length)
    {
        if (length < 0) throw new PickleFault("a number of negative length");
        var bytes = Take((ulong)length);
        return bytes.Length <= 8 ? Small(bytes) : new BigInteger(bytes);
    }

    /// <summary>UTF-8 text.</summary>
    public string Text(ulong length)
    {
        try
        {
            return _strict.GetString(Take(length));
        }
        catch (DecoderFallbackException)
        {
            throw new PickleFault("a text that is not UTF-8");
        }
    }

    /// <summary>A Python 2 string: bytes as characters of the same number.</summary>
    public string Latin1(int length) => Encoding.Latin1.GetString(Take((ulong)length));

    /// <summary>A name that ends with a line.</summary>
    public string Line()
    {
        var length = _bytes[Position..].IndexOf((byte)'\n');
        if (length < 0) throw Ends();
        var text = Text((ulong)length);
        Position++;
        return text;
    }

    /// <summary>So many bytes as they are.</summary>
    public ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)(_bytes.Length - Position)) throw Ends();
        var taken = _bytes.Slice(Position, (int)length);
        Position += (int)length;
        return taken;
    }

    /// <summary>Checks that so many bytes follow, and takes none.</summary>
    public readonly void Expect(ulong length)
    {
        if (length > (ulong)(_bytes.Length - Position)) throw Ends();
    }

    private static object Small(ReadOnlySpan<byte> bytes)
    {
        var value = 0L;
        for (var i = 0; i < bytes.Length; i++) value |= (long)bytes[i] << (8 * i);
        var above = 64 - 8 * bytes.Length;
        return bytes.Length == 0 ? 0L : value << above >> above;
    }

    private static PickleFault Ends() => new("the pickle ends within an operation");
}
