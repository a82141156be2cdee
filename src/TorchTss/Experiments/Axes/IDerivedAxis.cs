using TorchTss.Runtime;

namespace TorchTss.Experiments.Axes;

/// <summary>An axis whose values stand for several settings at once. One class with a <see cref="NamedAttribute"/> is all it takes.</summary>
public interface IDerivedAxis
{
    /// <summary>What a value does to settings.</summary>
    /// <param name="text">The value as the user wrote it.</param>
    /// <exception cref="UsageException">No value of this axis.</exception>
    AxisValue Value(string text);
}
