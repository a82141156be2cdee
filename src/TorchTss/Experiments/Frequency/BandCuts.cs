using System.Collections.Immutable;

namespace TorchTss.Experiments.Frequency;

/// <summary>Where one frequency band ends and the next begins, in ρ: 1 is Nyquist on an axis, √2 the corner.</summary>
internal sealed record BandCuts
{
    private static readonly string[] _three = ["low", "mid", "high"];

    /// <param name="cuts">One or more, rising, each below √2.</param>
    /// <exception cref="ArgumentException">Cut-offs that do not rise or leave no room for the last band.</exception>
    public BandCuts(params ImmutableArray<Fraction> cuts)
    {
        if (!AreCuts(cuts)) throw new ArgumentException($"{string.Join(',', cuts)}: cut-offs rise and stay below √2", nameof(cuts));
        Cuts = cuts;
    }

    /// <summary>low &lt; 1/3 ≤ mid &lt; 2/3 ≤ high (<b>ours</b>).</summary>
    public static BandCuts Default { get; } = new(new Fraction(1, 3), new Fraction(2, 3));

    /// <summary>The cut-offs, rising.</summary>
    public ImmutableArray<Fraction> Cuts { get; }

    /// <summary>One more than cut-offs.</summary>
    public int Count => Cuts.Length + 1;

    /// <summary>low, mid, high; other numbers of bands are numbered from 1.</summary>
    public ImmutableArray<string> Names => Count == _three.Length ? [.. _three] : [.. Enumerable.Range(1, Count).Select(i => $"band{i}")];

    /// <summary>Whether fractions can be cut-offs.</summary>
    public static bool AreCuts(ImmutableArray<Fraction> cuts) =>
        cuts.Length > 0 && cuts.Zip(cuts.Skip(1)).All(p => p.First.Numerator * p.Second.Denominator < p.Second.Numerator * p.First.Denominator)
        && cuts.All(c => c.Numerator * c.Numerator < 2 * c.Denominator * c.Denominator);

    /// <summary>Reads <c>1/3,2/3</c>; null where these are no cut-offs.</summary>
    public static BandCuts? Parse(string text)
    {
        var cuts = text.Split(',').Select(Fraction.Parse).ToArray();
        if (cuts.Any(c => c is null)) return null;
        ImmutableArray<Fraction> given = [.. cuts.Select(c => c!.Value)];
        return AreCuts(given) ? new BandCuts(given) : null;
    }

    /// <summary>The band of every bin of a discrete Fourier transform, row by row.</summary>
    /// <remarks>ρ = 2·√((ky/H)² + (kx/W)²) with signed frequencies; decided on whole numbers:
    /// with Q = ky²W² + kx²H², ρ &lt; p/q is 4q²Q &lt; p²H²W².</remarks>
    /// <param name="height">H.</param>
    /// <param name="width">W; at most 2^28 bins in all.</param>
    public byte[] BandsOf(int height, int width)
    {
        var bins = new byte[(long)height * width];
        var limits = Cuts.Select(c => Limit(c, (UInt128)((ulong)height * (ulong)width))).ToArray();
        for (int y = 0, i = 0; y < height; y++)
        {
            var rows = Square(Signed(y, height)) * Square(width);
            for (var x = 0; x < width; x++, i++)
            {
                var q = rows + Square(Signed(x, width)) * Square(height);
                while (bins[i] < limits.Length && q >= limits[bins[i]]) bins[i]++;
            }
        }
        return bins;
    }

    /// <summary>Equal cut-offs are equal.</summary>
    public bool Equals(BandCuts? other) => other is not null && Cuts.SequenceEqual(other.Cuts);

    /// <inheritdoc/>
    public override int GetHashCode() => Cuts.Aggregate(0, HashCode.Combine);

    /// <summary>As an option spells them.</summary>
    public override string ToString() => string.Join(',', Cuts);

    /// <summary>The smallest Q that is not below the cut-off: ⌈p²H²W²/4q²⌉.</summary>
    private static ulong Limit(Fraction cut, UInt128 area)
    {
        var (over, under) = ((UInt128)(ulong)(cut.Numerator * cut.Numerator), (UInt128)(ulong)(4 * cut.Denominator * cut.Denominator));
        return (ulong)((over * area * area + under - 1) / under);
    }

    private static long Signed(int index, int length) => index <= (length - 1) / 2 ? index : index - length;

    private static ulong Square(long value) => (ulong)(value * value);
}
