using static TorchSharp.torch;

namespace TorchTss.Networks.Tiling;

/// <summary>Mean and standard deviation of each channel, and the range of all values, from pieces.</summary>
internal sealed class ValueDistribution
{
    private double[] _sum = [], _squares = [];
    private double _count;

    /// <summary>The least value of any channel.</summary>
    public double Minimum { get; private set; } = double.PositiveInfinity;

    /// <summary>The greatest.</summary>
    public double Maximum { get; private set; } = double.NegativeInfinity;

    /// <summary>Per channel.</summary>
    public double[] Mean => [.. _sum.Select(s => s / _count)];

    /// <summary>Per channel, unbiased; 0 where there is one value only.</summary>
    public double[] Deviation =>
        [.. _sum.Zip(_squares, (s, q) => Math.Sqrt(Math.Max(0, q - s * s / _count) / Math.Max(1, _count - 1)))];

    /// <summary>Counts one piece in.</summary>
    /// <param name="x">[B, C, h, w].</param>
    public void Add(Tensor x)
    {
        using var scope = NewDisposeScope();
        var values = x.to(float64);
        (_sum, _squares) = (Plus(_sum, values.sum([0, 2, 3])), Plus(_squares, values.square().sum([0, 2, 3])));
        _count += (double)x.numel() / x.size(1);
        (Minimum, Maximum) = (Math.Min(Minimum, values.min().item<double>()), Math.Max(Maximum, values.max().item<double>()));
    }

    private static double[] Plus(double[] sum, Tensor addend)
    {
        var more = addend.cpu().data<double>().ToArray();
        return sum.Length == 0 ? more : [.. sum.Zip(more, (a, b) => a + b)];
    }
}
