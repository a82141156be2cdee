using TorchTss.Runtime;

namespace TorchTss.Reports;

/// <summary>A results file as one HTML page that needs nothing else: no network, no folder beside it, no model.</summary>
/// <remarks>The page follows from the results file and the options alone: written twice, it is the same to the byte.</remarks>
public static class Report
{
    /// <summary>Writes the page.</summary>
    /// <param name="results">A results file; it may still be growing.</param>
    /// <param name="page">The HTML file; it appears complete or not at all, and one that exists is replaced.</param>
    /// <param name="options">What goes in.</param>
    /// <returns>What the page holds.</returns>
    /// <exception cref="UserException">No such results file, a damaged one, one without a finished run, a note in it that cannot be read;
    /// a page that cannot be written.</exception>
    public static ReportSummary Write(string results, string page, ReportOptions? options = null)
    {
        AtomicFile.CheckPlace(page);
        using var report = ReportContext.Open(results, options ?? new ReportOptions());
        return report.WritePage(page);
    }
}
