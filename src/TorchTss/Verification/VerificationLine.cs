namespace TorchTss.Verification;

/// <summary>What became of one output of a case, or of the case as a whole where it could not be run.</summary>
/// <param name="Case">family/case.</param>
/// <param name="Verdict">Passed, failed or skipped.</param>
/// <param name="Output">The output's name, "keys", or empty.</param>
/// <param name="Detail">The measured figure beside its bound, or the reason.</param>
/// <param name="Elapsed">Time of the whole case, on its last line; zero on the others.</param>
internal sealed record VerificationLine(string Case, Verdict Verdict, string Output, string Detail, TimeSpan Elapsed);
