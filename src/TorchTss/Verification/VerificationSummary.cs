namespace TorchTss.Verification;

/// <summary>How many cases ended how.</summary>
public sealed record VerificationSummary(int Passed, int Failed, int Skipped);
