using System.Numerics;

namespace TorchTss.Metrics.Pixels;

/// <summary>Some rows of numbers with room behind each, so that vectors may run past a row's end.</summary>
internal sealed class RowBlock
{
    /// <summary>How many numbers a loop over vectors takes at once.</summary>
    public static readonly int Step = 4 * Vector<double>.Count;

    private readonly double[] _values;
    private readonly int _pitch;

    /// <param name="rows">How many.</param>
    /// <param name="length">Numbers per row.</param>
    public RowBlock(int rows, int length)
    {
        _pitch = (length + 2 * Step - 1) / Step * Step;
        _values = new double[rows * _pitch];
    }

    /// <summary>A row with the room behind it: a whole number of steps, one or more of them behind the last number.</summary>
    public Span<double> this[int row] => _values.AsSpan(row * _pitch, _pitch);
}
