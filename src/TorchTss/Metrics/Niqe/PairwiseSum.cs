using System.Numerics;
using System.Runtime.Intrinsics;

namespace TorchTss.Metrics.Niqe;

/// <summary>Sums in the order of numpy: eight running sums over 128 numbers at most, halves of what is longer.</summary>
/// <remarks>In float32 the order decides the last digits, and they decide between neighbours of a table.</remarks>
internal static class PairwiseSum
{
    private const int Block = 128, Lanes = 8;

    /// <summary>The sum.</summary>
    public static T Of<T>(ReadOnlySpan<T> values) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (values.Length > Block)
        {
            var half = values.Length / 2 / Lanes * Lanes;
            return Of(values[..half]) + Of(values[half..]);
        }
        if (values.Length < Lanes) return Rest(T.Zero, values);
        Span<T> r = stackalloc T[Lanes];
        values[..Lanes].CopyTo(r);
        var whole = values.Length / Lanes * Lanes;
        for (var i = Lanes; i < whole; i += Lanes) Add(r, values.Slice(i, Lanes));
        return Rest(((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7])), values[whole..]);
    }

    private static void Add<T>(Span<T> sums, ReadOnlySpan<T> values) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var i = 0; i < Lanes; i += Vector256<T>.Count)
        {
            (Vector256.Create<T>(sums[i..]) + Vector256.Create(values[i..])).CopyTo(sums[i..]);
        }
    }

    private static T Rest<T>(T sum, ReadOnlySpan<T> values) where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (var value in values) sum += value;
        return sum;
    }
}
