namespace TorchTss.Experiments.Axes;

/// <summary>One value of an axis: what it is called, and what it does to settings.</summary>
/// <param name="Text">As tables show it.</param>
/// <param name="Apply">From the settings before to the settings with this value.</param>
public sealed record AxisValue(string Text, Func<RunSettings, RunSettings> Apply);
