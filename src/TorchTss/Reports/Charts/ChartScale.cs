using System.Globalization;

namespace TorchTss.Reports.Charts;

/// <summary>Values to coordinates along one side of a drawing.</summary>
internal sealed class ChartScale
{
    private const double WideRange = 8;     // from here on, even spacing of the values' logarithms shows more

    private readonly double _low, _high, _from, _to;
    private readonly bool _logarithmic;

    private ChartScale(double low, double high, double from, double to, bool logarithmic) =>
        (_low, _high, _from, _to, _logarithmic) = (low, high, from, to, logarithmic);

    /// <summary>A scale that holds all values and ends on round numbers' neighbourhood, with a little air.</summary>
    /// <param name="values">Finite.</param>
    /// <param name="from">Coordinate of the low end.</param>
    /// <param name="to">Coordinate of the high end.</param>
    public static ChartScale Around(IReadOnlyCollection<double> values, double from, double to)
    {
        var (low, high) = (values.Min(), values.Max());
        var air = high > low ? (high - low) * 0.06 : Math.Max(Math.Abs(high) * 0.1, 1e-6);
        return new ChartScale(low - air, high + air, from, to, logarithmic: false);
    }

    /// <summary>A scale for the points of an axis: logarithmic when they are positive and far apart.</summary>
    public static ChartScale Through(IReadOnlyCollection<double> points, double from, double to)
    {
        var (low, high) = (points.Min(), points.Max());
        if (!(low > 0 && high / low >= WideRange)) return Around(points, from, to);
        var air = Math.Pow(high / low, 0.06);
        return new ChartScale(low / air, high * air, from, to, logarithmic: true);
    }

    /// <summary>The coordinate of a value.</summary>
    public double At(double value) => Number.Coordinate(_from + (_to - _from) * (_logarithmic
        ? Math.Log(value / _low) / Math.Log(_high / _low)
        : (value - _low) / (_high - _low)));

    /// <summary>Round numbers inside the scale, about <paramref name="count"/> of them.</summary>
    public IReadOnlyList<ChartTick> Ticks(int count)
    {
        var step = Round((_high - _low) / count);
        var decimals = Math.Max(0, -(int)Math.Floor(Math.Log10(step) + 1e-9));
        return
        [
            .. from i in Enumerable.Range(0, 4 * count)
               let value = (Math.Ceiling(_low / step) + i) * step
               where value <= _high
               select new ChartTick(At(value), Number.Fixed(value, decimals)),
        ];
    }

    /// <summary>The given values as ticks, those left out that would touch their neighbour.</summary>
    public IReadOnlyList<ChartTick> TicksAt(IEnumerable<double> values, double room)
    {
        var ticks = new List<ChartTick>();
        foreach (var value in values.Order())
        {
            if (ticks.Count == 0 || Math.Abs(At(value) - ticks[^1].At) >= room)
                ticks.Add(new ChartTick(At(value), value.ToString("0.####", CultureInfo.InvariantCulture)));
        }
        return ticks;
    }

    // 1, 2 or 5 times a power of ten.
    private static double Round(double step)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        return power * (step / power) switch { < 1.5 => 1, < 3.5 => 2, < 7.5 => 5, _ => 10 };
    }
}

/// <summary>A labelled place on an axis.</summary>
internal sealed record ChartTick(double At, string Text);
