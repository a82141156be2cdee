namespace TorchTss.Experiments.Axes;

/// <summary>One thing that an experiment varies.</summary>
/// <param name="Name">As the user wrote it: "steps", "tss.n", "tss".</param>
/// <param name="Values">One or more, in the user's order.</param>
public sealed record Axis(string Name, IReadOnlyList<AxisValue> Values);
