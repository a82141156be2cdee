using System.Buffers.Binary;

namespace TorchTss.Fuzz.Mutators;

/// <summary>Damage that knows nothing of the format: flipped, extreme, lost, repeated and foreign bytes.</summary>
internal sealed class ByteMutator : IMutator
{
    private static readonly ulong[] _extremes =
        [0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF, long.MaxValue, ulong.MaxValue];

    /// <inheritdoc/>
    public byte[]? Damage(byte[] seed, Random random)
    {
        var bytes = seed.ToList();
        for (var n = Damages.Count(random); n > 0; n--) Once(bytes, random);
        return [.. bytes];
    }

    /// <summary>Writes an extreme number of 1 to 8 bytes somewhere in a range.</summary>
    public static void Extreme(Span<byte> bytes, Random random)
    {
        if (bytes.IsEmpty) return;
        var number = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(
            number, random.Next(4) == 0 ? (ulong)random.NextInt64() >> random.Next(64) : _extremes[random.Next(_extremes.Length)]);
        var to = bytes[random.Next(bytes.Length)..];
        var width = Math.Min(1 << random.Next(4), to.Length);
        number.AsSpan(0, width).CopyTo(to);
    }

    private static void Once(List<byte> bytes, Random random)
    {
        if (bytes.Count == 0) return;
        var at = random.Next(bytes.Count);
        var length = Math.Min(random.Next(1, 20), bytes.Count - at);
        switch (random.Next(8))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2:
                bytes.RemoveRange(at, length);
                break;
            case 3:
                bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length));
                break;
            case 4:
                bytes.RemoveRange(at, random.Next(4) == 0 ? bytes.Count - at : 1);
                break;
            case 5:
                bytes.AddRange(Enumerable.Repeat((byte)random.Next(256), random.Next(1, 40)));
                break;
            default:
                var window = bytes.ToArray();
                Extreme(window, random);
                bytes.Clear();
                bytes.AddRange(window);
                break;
        }
    }
}
