namespace TorchTss.Networks.Tiling;

/// <summary>One tile along one axis, with what it sees beyond its own part.</summary>
/// <param name="From">First place that the network is given.</param>
/// <param name="To">Behind the last.</param>
/// <param name="KeptFrom">First place whose result is used.</param>
/// <param name="KeptTo">Behind the last.</param>
internal readonly record struct PaddedSpan(int From, int To, int KeptFrom, int KeptTo)
{
    /// <summary>Tiles that cover a length, as even as may be and if possible with sides that are multiples of 32, 16, 8, 4 or 2.</summary>
    /// <remarks>supir.md 7.</remarks>
    /// <param name="length">1 or more.</param>
    /// <param name="tile">The most places between two paddings, 1 or more.</param>
    /// <param name="padding">Places that a tile sees on either side besides.</param>
    public static IReadOnlyList<PaddedSpan> Split(int length, int tile, int padding)
    {
        var inner = length - 2 * padding;
        var count = Math.Max(1, Ceiling(inner, tile));
        var side = Rounded(Ceiling(inner, count), tile);
        return [.. Enumerable.Range(0, count).Select(j =>
        {
            var (from, to) = (padding + j * side, Math.Min(padding + (j + 1) * side, length));
            return new PaddedSpan(
                Math.Max(0, from - padding), Math.Min(length, to + padding), from > padding ? from : 0, to < length - padding ? to : length);
        })];
    }

    private static int Rounded(int side, int most)
    {
        for (var divisor = 32; divisor >= 2; divisor /= 2)
        {
            var rest = (side % divisor + divisor) % divisor;    // a picture shorter than its padding has a negative side
            if (rest == 0) return side;
            if (side - rest + divisor <= most) return side - rest + divisor;
        }
        return side;
    }

    private static int Ceiling(int a, int b) => (int)Math.Ceiling((double)a / b);
}
