namespace TorchTss.Verification;

/// <summary>How a parity case or one of its outputs ended.</summary>
internal enum Verdict
{
    /// <summary>Within its tolerance.</summary>
    Passed,

    /// <summary>Outside its tolerance, or an error.</summary>
    Failed,

    /// <summary>A module that this build does not know.</summary>
    Skipped,
}
