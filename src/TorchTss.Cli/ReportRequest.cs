using TorchTss.Reports;
using TorchTss.Runtime;

namespace TorchTss.Cli;

/// <summary>What <c>tss report</c> was asked for.</summary>
internal sealed record ReportRequest(string Results, string Page, string? Csv, ReportOptions Options)
{
    /// <summary>With the page's default name.</summary>
    public static ReportRequest Of(string results, string? page, string? csv, ReportOptions options) =>
        new(results, page ?? Path.ChangeExtension(results, ".html"), csv, options);

    /// <summary>Refuses what cannot be, before anything is read.</summary>
    /// <exception cref="UserException">The first problem.</exception>
    public void Check(bool overwrite)
    {
        if (Options.Pictures is < 0)
        {
            throw new UsageException($"--pictures {Options.Pictures}: how many inputs are embedded is 0 or more; leave it out for as many as fit");
        }
        if (Csv is not null && File.Exists(Csv)) throw new UsageException($"--csv {Csv}: is a file, and the tables go into a folder; name another");
        if (OutputNames.Comparer.Equals(RealPath.Of(Page), RealPath.Of(Results)))
        {
            throw new UsageException($"--output {Page}: this is the results file, and it is never overwritten; give another name");
        }
        // Without results, that is what to complain about.
        if (File.Exists(Results)) AtomicFile.CheckPlace(Page);
        if (!overwrite && File.Exists(Page) && !ReportPage.IsOne(Page))
        {
            throw new UsageException($"--output {Page}: exists and is no report; --overwrite replaces it, or give another name");
        }
    }
}
