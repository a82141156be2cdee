namespace TorchTss.Fuzz;

/// <summary>What became of one mutant.</summary>
/// <param name="Opened">Whether it was taken for a checkpoint.</param>
/// <param name="Refusal">The sentence, if it was refused, or a tensor of it.</param>
/// <param name="Failure">What went wrong; null: nothing, whatever the file was.</param>
internal sealed record FuzzOutcome(bool Opened, string? Refusal, string? Failure);
