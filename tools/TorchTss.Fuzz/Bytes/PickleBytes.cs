using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using TorchTss.Checkpoints.Torch.Pickles;

namespace TorchTss.Fuzz.Bytes;

/// <summary>Writes a pickle operation by operation, in any order.</summary>
internal sealed class PickleBytes
{
    private readonly List<byte> _bytes = [];

    /// <summary>Begins with PROTO.</summary>
    public static PickleBytes Proto(byte version = 2) => new PickleBytes().Op(PickleOpcode.Proto).Raw(version);

    /// <summary>Nothing yet.</summary>
    public static PickleBytes Part => new();

    /// <summary>An operation without argument.</summary>
    public PickleBytes Op(PickleOpcode opcode) => Raw((byte)opcode);

    /// <summary>Any bytes.</summary>
    public PickleBytes Raw(params ReadOnlySpan<byte> bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    /// <summary>Another part.</summary>
    public PickleBytes Add(PickleBytes part) => Raw(part.ToArray());

    /// <summary>BINUNICODE</summary>
    public PickleBytes Text(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        return Op(PickleOpcode.BinUnicode).Word(utf8.Length).Raw(utf8);
    }

    /// <summary>SHORT_BINSTRING</summary>
    public PickleBytes OldText(string text) => Op(PickleOpcode.ShortBinString).Raw((byte)text.Length).Raw(Encoding.Latin1.GetBytes(text));

    /// <summary>BININT or LONG1</summary>
    public PickleBytes Int(BigInteger number)
    {
        if (number >= int.MinValue && number <= int.MaxValue) return Op(PickleOpcode.BinInt).Word((int)number);
        var bytes = number.ToByteArray();
        return Op(PickleOpcode.Long1).Raw((byte)bytes.Length).Raw(bytes);
    }

    /// <summary>BINFLOAT</summary>
    public PickleBytes Float(double number)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteDoubleBigEndian(bytes, number);
        return Op(PickleOpcode.BinFloat).Raw(bytes);
    }

    /// <summary>SHORT_BINBYTES</summary>
    public PickleBytes Bytes(params byte[] bytes) => Op(PickleOpcode.ShortBinBytes).Raw((byte)bytes.Length).Raw(bytes);

    /// <summary>GLOBAL</summary>
    public PickleBytes Global(string module, string name) => Op(PickleOpcode.Global).Raw(Encoding.UTF8.GetBytes($"{module}\n{name}\n"));

    /// <summary>MARK … TUPLE</summary>
    public PickleBytes Tuple(params IEnumerable<PickleBytes> items)
    {
        Op(PickleOpcode.Mark);
        foreach (var item in items) Add(item);
        return Op(PickleOpcode.Tuple);
    }

    /// <summary>A tuple of whole numbers.</summary>
    public PickleBytes Sizes(params IEnumerable<long> sizes) => Tuple(sizes.Select(s => Part.Int(s)));

    /// <summary>GLOBAL, a tuple, REDUCE</summary>
    public PickleBytes Call(string module, string name, params IEnumerable<PickleBytes> arguments) =>
        Global(module, name).Tuple(arguments).Op(PickleOpcode.Reduce);

    /// <summary>EMPTY_DICT, MARK … SETITEMS</summary>
    public PickleBytes Dict(params IEnumerable<(string Key, PickleBytes Value)> items)
    {
        Op(PickleOpcode.EmptyDict).Op(PickleOpcode.Mark);
        foreach (var (key, value) in items) Text(key).Add(value);
        return Op(PickleOpcode.SetItems);
    }

    /// <summary>The whole pickle.</summary>
    public byte[] Stop() => Op(PickleOpcode.Stop).ToArray();

    /// <summary>What was written so far.</summary>
    public byte[] ToArray() => [.. _bytes];

    private PickleBytes Word(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        return Raw(bytes);
    }
}
