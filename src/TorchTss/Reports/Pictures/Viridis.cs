using TorchTss.Imaging;

namespace TorchTss.Reports.Pictures;

/// <summary>Matplotlib's colour map viridis (van der Walt and Smith 2015): equal steps look equal, in grey and to the colour-blind too.</summary>
/// <remarks>A polynomial of degree 6 per channel, fitted to the table; within 2 of 255 of it.</remarks>
internal static class Viridis
{
    // Coefficients of red, green, blue from the constant upwards.
    private static readonly double[][] _coefficients =
    [
        [0.2777273272234177, 0.1050930431085774, -0.3308618287255563, -4.634230498983486, 6.228269936347081, 4.776384997670288, -5.435455855934631],
        [0.005407344544966578, 1.404613529898575, 0.214847559468213, -5.799100973351585, 14.17993336680509, -13.74514537774601, 4.645852612178535],
        [0.3340998053353061, 1.384590162594685, 0.09509516302823659, -19.33244095627987, 56.69055260068105, -65.35303263337234, 26.3124352495832],
    ];

    private static readonly byte[] _table =
        [.. from level in Enumerable.Range(0, 256) from channel in _coefficients select At(channel, level / 255.0)];

    /// <summary>The colour of a level.</summary>
    /// <param name="level">0 to 255.</param>
    /// <returns>Red, green, blue.</returns>
    public static ReadOnlySpan<byte> Of(byte level) => _table.AsSpan(level * 3, 3);

    /// <summary>A grey picture in colour: its first channel decides.</summary>
    public static Image8 Color(Image8 grey)
    {
        var colored = new Image8(grey.Width, grey.Height);
        for (var i = 0; i < grey.Pixels.Length; i += 3) Of(grey.Pixels[i]).CopyTo(colored.Pixels.AsSpan(i));
        return colored;
    }

    private static byte At(double[] coefficients, double x)
    {
        var value = 0.0;
        for (var power = coefficients.Length - 1; power >= 0; power--) value = value * x + coefficients[power];
        return (byte)Math.Clamp(Math.Round(value * 255), 0, 255);
    }
}
