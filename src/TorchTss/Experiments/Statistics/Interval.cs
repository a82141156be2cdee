namespace TorchTss.Experiments.Statistics;

/// <summary>A mean and the range that a repetition on other pictures would put it in, 95 times of 100.</summary>
/// <param name="Mean">The arithmetic mean.</param>
/// <param name="Low">The 2.5th percentile of the bootstrap means.</param>
/// <param name="High">The 97.5th.</param>
/// <param name="Count">How many values it is the mean of.</param>
public readonly record struct Interval(double Mean, double Low, double High, int Count)
{
    /// <summary>Whether zero is outside: for a difference, whether it is one.</summary>
    public bool ExcludesZero => Low > 0 || High < 0;
}
