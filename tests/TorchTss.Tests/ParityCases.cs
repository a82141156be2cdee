using TorchTss.Runtime;
using TorchTss.Verification;

namespace TorchTss.Tests;

/// <summary>The parity cases that the tests bring along, run as <c>tss verify</c> runs them.</summary>
internal static class ParityCases
{
    /// <summary>Where a family of cases lies.</summary>
    public static string Folder(string family) => Path.Combine(AppContext.BaseDirectory, "Fixtures", family);

    /// <summary>Lines that did not pass; empty when all is well.</summary>
    public static IReadOnlyList<string> Complaints(string folder)
    {
        var lines = new List<VerificationLine>();
        new Verifier(Compute.Reference).Run([folder], lines.Add);
        foreach (var line in lines) TestContext.Out.WriteLine($"{line.Case} {line.Output} {line.Detail}");
        return [.. lines.Where(l => l.Verdict != Verdict.Passed).Select(l => $"{l.Output}: {l.Detail}")];
    }
}
