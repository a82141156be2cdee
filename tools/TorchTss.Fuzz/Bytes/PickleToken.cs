using System.Buffers.Binary;
using TorchTss.Checkpoints.Torch.Pickles;

namespace TorchTss.Fuzz.Bytes;

/// <summary>One operation of a pickle with its argument.</summary>
/// <param name="Opcode">What it does.</param>
/// <param name="Bytes">All of it.</param>
internal sealed record PickleToken(PickleOpcode Opcode, byte[] Bytes)
{
    /// <summary>Takes a good pickle apart.</summary>
    /// <returns>The operations up to STOP, and how many bytes they are.</returns>
    public static (List<PickleToken> Tokens, int Length) Split(ReadOnlySpan<byte> pickle)
    {
        var tokens = new List<PickleToken>();
        var at = 0;
        while (true)
        {
            var opcode = (PickleOpcode)pickle[at];
            var length = 1 + ArgumentLength(opcode, pickle[(at + 1)..]);
            tokens.Add(new PickleToken(opcode, pickle.Slice(at, length).ToArray()));
            at += length;
            if (opcode == PickleOpcode.Stop) return (tokens, at);
        }
    }

    private static int ArgumentLength(PickleOpcode opcode, ReadOnlySpan<byte> rest) => opcode switch
    {
        PickleOpcode.Proto or PickleOpcode.BinInt1 or PickleOpcode.BinPut or PickleOpcode.BinGet => 1,
        PickleOpcode.BinInt2 => 2,
        PickleOpcode.BinInt or PickleOpcode.LongBinPut or PickleOpcode.LongBinGet => 4,
        PickleOpcode.BinFloat or PickleOpcode.Frame => 8,
        PickleOpcode.Long1 or PickleOpcode.ShortBinString or PickleOpcode.ShortBinUnicode or PickleOpcode.ShortBinBytes => 1 + rest[0],
        PickleOpcode.Long4 or PickleOpcode.BinUnicode or PickleOpcode.BinBytes => 4 + BinaryPrimitives.ReadInt32LittleEndian(rest),
        PickleOpcode.BinUnicode8 or PickleOpcode.BinBytes8 or PickleOpcode.ByteArray8 => 8 + (int)BinaryPrimitives.ReadInt64LittleEndian(rest),
        PickleOpcode.Global => Lines(rest),
        _ => 0,
    };

    private static int Lines(ReadOnlySpan<byte> rest)
    {
        var first = rest.IndexOf((byte)'\n') + 1;
        return first + rest[first..].IndexOf((byte)'\n') + 1;
    }
}
