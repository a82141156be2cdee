namespace TorchTss.Verification;

/// <summary>How many cases ended how.</summary>
internal sealed record VerificationSummary(int Passed, int Failed, int Skipped);
