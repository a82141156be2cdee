namespace TorchTss.Cli;

/// <summary>What <c>tss schedule</c> was asked for.</summary>
internal sealed record ScheduleRequest(RunSettings Settings, string? Input, string? Plot, string? VarianceMap, bool Json);
