using TorchTss.Reports;
using TorchTss.Tests;
using TorchTss.Tests.Reports;

namespace TorchTss.Browser.Tests;

/// <summary>A report of a search and of an analysis of frequencies.</summary>
public sealed class SearchReport : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>Writes it.</summary>
    public SearchReport()
    {
        var runs = new SyntheticResults
        {
            Title = "Search and analysis",
            Steps = [3, 5, 9],
            Strategies = ["uniform", "tds", "tss"],
            Inputs = ["meadow", "hills", SampleReport.Hostile, "field", "river", "lake", "path", "wood"],
            Metrics = [SyntheticResults.Niqe, SyntheticResults.Psnr],
            Pictures = false,
            Baseline = """{"tss":"uniform"}""",
            Skips = (s, _) => s.Settings.Steps == 9 && s.Axes[1].Value != "uniform",
        };
        var results = runs.Write(_folder.File("results.sqlite"));
        SyntheticFrequency.Leave(results);
        SyntheticSearch.Of(runs).Leave(results);
        Report.Write(results, _folder.File("report.html"));
    }

    /// <summary>Where a browser finds it.</summary>
    public string Address => new Uri(_folder.File("report.html")).AbsoluteUri;

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();
}
