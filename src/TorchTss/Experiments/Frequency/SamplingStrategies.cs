using TorchTss.Experiments.Axes;
using TorchTss.Runtime;

namespace TorchTss.Experiments.Frequency;

/// <summary>The strategies that an analysis compares: values of the axis "tss".</summary>
internal static class SamplingStrategies
{
    /// <summary>The axis.</summary>
    public const string Name = "tss";

    /// <summary>The plain schedule.</summary>
    public const string Uniform = "uniform";

    /// <summary>The axis with the given values.</summary>
    /// <exception cref="UsageException">No such strategy, or one that is named twice.</exception>
    public static Axis Axis(IReadOnlyList<string> names)
    {
        try
        {
            return AxisParser.Axis(Name, names);
        }
        catch (UsageException e)
        {
            throw new UsageException(e.Message
                .Replace($"--axis {Name}=", "--strategies ", StringComparison.Ordinal)
                .Replace($"--axis {Name}", "--strategies", StringComparison.Ordinal));
        }
    }
}
