using TorchTss.Experiments.Results;
using TorchTss.Reports;
using TorchTss.Tests;
using TorchTss.Tests.Reports;

namespace TorchTss.Browser.Tests;

/// <summary>A report with everything in it: seeds apart, pictures, steps, the paper's numbers, a failure, a metric that is missing, hostile
/// names.</summary>
public sealed class SampleReport : IDisposable
{
    /// <summary>The name of the third picture.</summary>
    public const string Hostile = "</script><img src=x onerror=alert(1)> & \"東京\" 😀";

    private readonly TemporaryFolder _folder = new();

    /// <summary>Writes it.</summary>
    public SampleReport()
    {
        var results = new SyntheticResults
        {
            Title = "Steps & strategies <b>on pictures</b>",
            Steps = [7, 14],
            Strategies = ["off", "tds", "tds+sds"],
            Inputs = ["meadow", "hills", Hostile, .. Enumerable.Range(1, 9).Select(i => $"field-{i}")],
            Size = (64, 48),
            Metrics = [SyntheticResults.Psnr, SyntheticResults.Niqe, SyntheticResults.Lpips,
                SyntheticResults.Metric("qalign", "QAlign", Metrics.Better.Higher, 2) with { Problem = "qalign.safetensors: not found" }],
            Skips = (s, input) => input == "hills" && s.Axes[0].Value == "14" && s.Axes[1].Value == "tds+sds",
            Paper = """
                {"title": "Table 2", "note": "Measured by its authors.",
                 "rows": [{"axes": {"steps": "7", "tss": "off"}, "scores": {"niqe": 5.80}},
                          {"axes": {"steps": "20", "tss": "off"}, "scores": {"niqe": 4.41}}]}
                """,
        }.Write(_folder.File("results.sqlite"));
        using (var file = ResultsFile.Open(results)) file.PutFailure("x", "14/tds+sds/0", "input-1", "memory: too little for <this>");
        Report.Write(results, _folder.File("report.html"));
    }

    /// <summary>Where a browser finds it.</summary>
    public string Address => new Uri(_folder.File("report.html")).AbsoluteUri;

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();
}
