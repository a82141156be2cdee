namespace TorchTss.Experiments.Results;

/// <summary>One setting on one picture, done.</summary>
/// <param name="Id">Hash of setting and input.</param>
/// <param name="Setting">Key of the setting.</param>
/// <param name="Input">Key of the input.</param>
/// <param name="Finished">When, UTC.</param>
/// <param name="Seconds">The whole run without scoring.</param>
/// <param name="SecondsPerStep">Mean over the iterations.</param>
/// <param name="Picture">Key of the result's pixels; null when pictures are not kept.</param>
/// <param name="Version">The program that made it.</param>
/// <param name="Machine">Device and dtype: "cpu fp32".</param>
public sealed record ResultCell(
    string Id, string Setting, string Input, DateTime Finished, double Seconds, double SecondsPerStep, string? Picture, string Version, string Machine);
