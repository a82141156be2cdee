namespace TorchTss.Imaging;

/// <summary>Along one axis: which source pixels make each output pixel, and with which weights, exact and in 22-bit fixed point.</summary>
/// <remarks>Pillow 9.4, Resample.c: precompute_coeffs and normalize_coeffs_8bpc.</remarks>
internal sealed class ResampleWeights
{
    /// <summary>Bits after the point: 32 − 8 (a sample) − 2 (negative lobes).</summary>
    public const int FractionBits = 22;

    private readonly int[] _first, _count, _weights;
    private readonly double[] _exact;
    private readonly int _taps;

    public ResampleWeights(int from, int to, IResampleFilter filter)
    {
        var scale = (double)from / to;
        var widening = Math.Max(scale, 1);              // a kernel is as wide as an output pixel when shrinking
        var support = filter.Support * widening;
        _taps = (int)Math.Ceiling(support) * 2 + 1;
        (_first, _count, _weights, _exact) = (new int[to], new int[to], new int[to * _taps], new double[to * _taps]);
        for (var o = 0; o < to; o++)
        {
            var center = (o + 0.5) * scale;
            var low = Math.Max(0, (int)(center - support + 0.5));
            var count = Math.Min(from, (int)(center + support + 0.5)) - low;
            var exact = _exact.AsSpan(o * _taps, count);
            var sum = 0.0;
            for (var i = 0; i < count; i++) sum += exact[i] = filter.Weight((i + low - center + 0.5) * (1 / widening));
            for (var i = 0; i < count; i++)
            {
                if (sum != 0) exact[i] /= sum;
                var share = exact[i] * (1 << FractionBits);
                _weights[o * _taps + i] = (int)(share < 0 ? share - 0.5 : share + 0.5);
            }
            (_first[o], _count[o]) = (low, count);
        }
    }

    /// <summary>The first source pixel of an output pixel.</summary>
    public int First(int output) => _first[output];

    /// <summary>The weights of its source pixels, from the first on, in fixed point.</summary>
    public ReadOnlySpan<int> Of(int output) => _weights.AsSpan(output * _taps, _count[output]);

    /// <summary>The same before they are rounded.</summary>
    public ReadOnlySpan<double> Exact(int output) => _exact.AsSpan(output * _taps, _count[output]);
}
