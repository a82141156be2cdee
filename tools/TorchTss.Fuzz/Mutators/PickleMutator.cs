using System.Numerics;
using TorchTss.Checkpoints.Torch.Pickles;
using TorchTss.Fuzz.Bytes;

namespace TorchTss.Fuzz.Mutators;

/// <summary>Damages the pickle inside a file operation by operation, and mends what is around it.</summary>
internal sealed class PickleMutator : IMutator
{
    private static readonly PickleOpcode[] _bare =
    [
        .. Enum.GetValues<PickleOpcode>().Where(o => PickleToken.Split([(byte)o, .. new byte[9], .. "\n\n."u8]).Tokens[0].Bytes.Length == 1),
    ];

    private static readonly BigInteger[] _numbers =
    [
        0, 1, -1, 2, 64, 65, 255, 1001, int.MaxValue, int.MinValue, uint.MaxValue, long.MaxValue, long.MinValue, ulong.MaxValue,
        (BigInteger)1 << 62, (BigInteger)1 << 63, BigInteger.Pow(3, 400), BigInteger.Parse("119547037146038801333356"),
    ];

    /// <inheritdoc/>
    public byte[]? Damage(byte[] seed, Random random)
    {
        if (!seed.AsSpan().StartsWith("PK"u8)) return seed.Length > 1 && seed[0] == 0x80 ? InStream(seed, random) : null;
        if (ZipBytes.Of(seed) is not { } zip) return null;
        var members = zip.Members.ToArray();
        var pickle = Array.FindIndex(members, m => m.Name.EndsWith("/data.pkl", StringComparison.Ordinal));
        if (pickle < 0) return null;
        members[pickle] = members[pickle] with { Content = Damaged(members[pickle].Content, random) };
        return (zip with { Members = members, Aligned = random.Next(4) == 0 }).ToArray();
    }

    // One of the pickles that follow each other; the object is the fourth.
    private static byte[]? InStream(byte[] seed, Random random)
    {
        var (at, which) = (0, random.Next(4) == 0 ? random.Next(5) : 3);
        try
        {
            for (var i = 0; i < which; i++) at += PickleToken.Split(seed.AsSpan(at)).Length;
            var length = PickleToken.Split(seed.AsSpan(at)).Length;
            return [.. seed[..at], .. Damaged(seed[at..(at + length)], random), .. seed[(at + length)..]];
        }
        catch (Exception e) when (e is IndexOutOfRangeException or ArgumentOutOfRangeException)
        {
            return null;                                        // a seed that is no stream
        }
    }

    private static byte[] Damaged(byte[] pickle, Random random)
    {
        var tokens = PickleToken.Split(pickle).Tokens;
        for (var n = Damages.Count(random); n > 0 && tokens.Count > 0; n--) Once(tokens, random);
        return [.. tokens.SelectMany(t => t.Bytes)];
    }

    private static void Once(List<PickleToken> tokens, Random random)
    {
        var at = random.Next(tokens.Count);
        var length = Math.Min(random.Next(1, 12), tokens.Count - at);
        switch (random.Next(12))
        {
            case 0:
                tokens.RemoveRange(at, length);
                break;
            case 1:
                tokens.InsertRange(random.Next(tokens.Count), tokens.GetRange(at, length));
                break;
            case 2:
                var other = random.Next(tokens.Count);
                (tokens[at], tokens[other]) = (tokens[other], tokens[at]);
                break;
            case 3:
                tokens.Insert(at, Token(PickleBytes.Part.Op(_bare[random.Next(_bare.Length)])));
                break;
            case 4:
                Replace(tokens, at, IsNumber, () => PickleBytes.Part.Int(_numbers[random.Next(_numbers.Length)]));
                break;
            case 5:
                Replace(tokens, at, IsNumber, () => PickleBytes.Part.Int(random.Next(-2, 40)));
                break;
            case 6:
                Replace(tokens, at, IsText, () => PickleBytes.Part.Text(HostileWords.Texts[random.Next(HostileWords.Texts.Count)]));
                break;
            case 7:
                Replace(tokens, at, t => t.Opcode == PickleOpcode.Global, () => Name(random));
                break;
            case 8:
                tokens.Insert(at, Token(Name(random)));
                break;
            case 9:
                var memo = random.Next(2) == 0 ? PickleOpcode.BinGet : PickleOpcode.BinPut;
                Replace(tokens, at, IsMemo, () => PickleBytes.Part.Op(memo).Raw((byte)random.Next(256)));
                break;
            case 10:
                tokens.InsertRange(at, Bomb(random));
                break;
            default:
                var bytes = tokens[at].Bytes.ToArray();
                ByteMutator.Extreme(bytes, random);
                tokens[at] = tokens[at] with { Bytes = bytes };
                break;
        }
    }

    /// <summary>Much from little: nesting, doubling, copying, growing, calling.</summary>
    private static IEnumerable<PickleToken> Bomb(Random random)
    {
        var part = PickleBytes.Part;
        switch (random.Next(5))
        {
            case 0:
                for (var i = 0; i < 1500; i++) part.Op(random.Next(2) == 0 ? PickleOpcode.Mark : PickleOpcode.EmptyList);
                break;
            case 1:
                part.Op(PickleOpcode.EmptyList);
                for (var i = 0; i < 60; i++) part.Op(PickleOpcode.BinPut).Raw(200).Op(PickleOpcode.BinGet).Raw(200).Op(PickleOpcode.Tuple2);
                break;
            case 2:
                part.Text(new string('x', 2000)).Op(PickleOpcode.BinPut).Raw(201);
                for (var i = 0; i < 500; i++) part.Call("_codecs", "encode", PickleBytes.Part.Op(PickleOpcode.BinGet).Raw(201),
                    PickleBytes.Part.Text("latin1"));
                break;
            case 3:
                for (var i = 0; i < 1200; i++) part.Op(PickleOpcode.Tuple1);
                break;
            default:
                part.Op(PickleOpcode.EmptyList).Op(PickleOpcode.BinPut).Raw(202);
                for (var i = 0; i < 1200; i++) part.Op(PickleOpcode.BinGet).Raw(202).Op(PickleOpcode.Append);
                break;
        }
        return PickleToken.Split([.. part.ToArray(), (byte)PickleOpcode.Stop]).Tokens.SkipLast(1);
    }

    private static PickleBytes Name(Random random)
    {
        var (module, name) = HostileWords.Names[random.Next(HostileWords.Names.Count)];
        return random.Next(4) == 0
            ? PickleBytes.Part.Text(module).Text(name).Op(PickleOpcode.StackGlobal)
            : PickleBytes.Part.Global(module, name);
    }

    private static void Replace(List<PickleToken> tokens, int from, Predicate<PickleToken> which, Func<PickleBytes> with)
    {
        var at = tokens.FindIndex(from, which);
        if (at >= 0) tokens[at] = Token(with());
    }

    private static PickleToken Token(PickleBytes bytes) => new((PickleOpcode)bytes.ToArray()[0], bytes.ToArray());

    private static bool IsNumber(PickleToken token) =>
        token.Opcode is PickleOpcode.BinInt or PickleOpcode.BinInt1 or PickleOpcode.BinInt2 or PickleOpcode.Long1;

    private static bool IsText(PickleToken token) =>
        token.Opcode is PickleOpcode.BinUnicode or PickleOpcode.ShortBinUnicode or PickleOpcode.ShortBinString;

    private static bool IsMemo(PickleToken token) =>
        token.Opcode is PickleOpcode.BinGet or PickleOpcode.LongBinGet or PickleOpcode.BinPut or PickleOpcode.LongBinPut or PickleOpcode.Memoize;
}
