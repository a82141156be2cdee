// An ablation from C#: the paper's Table 2 and a question of one's own, on the bundled photographs and the bundled host.
//
//     dotnet run --project tools/AblationExample -c Release -- [results.sqlite] [pictures]
//
// Stop it at any time; the same command continues. `tss report results.sqlite -o report.html` makes the page.

using TorchTss;
using TorchTss.Experiments;
using TorchTss.Schedules;
using static System.FormattableString;

var results = args.Length > 0 ? args[0] : "ablation-example.sqlite";
var pictures = args.Length > 1 ? args[1] : "astronaut*.png";
var photographs = Path.Combine(AppContext.BaseDirectory, "weights", "photos");

var ablation = Ablation.Define("TSS at few steps", new RunSettings { Sampler = "euler" })
    .Over("steps", 4, 7)
    .Over("tss", "off", "tds", "tds+sds")
    // Any change of settings can be an axis: here, how far apart the two ends of SDS are.
    .Over("spread", [0.0, 0.5], (s, spread) => s with { Tss = s.Tss with { NRange = new ValueRange(1.5 - spread, 1.5 + spread) } })
    .On(Path.Combine(photographs, "lr", pictures), originals: Path.Combine(photographs, "hr"))
    .Measure("niqe", "psnr", "ssim")
    .Against("tss", "off");

var summary = ablation.Run(results, new ExperimentOptions { Jobs = 2 }, new Lines());

foreach (var row in summary.Rows)
{
    var (niqe, psnr) = (row.Scores["niqe"], row.Scores["psnr"]);
    Console.WriteLine(Invariant($"{row.Group,-36} NIQE {niqe.Mean:0.00} [{niqe.Low:0.00}, {niqe.High:0.00}]   PSNR {psnr.Mean:0.00} dB"));
    if (row.Comparisons.TryGetValue("niqe", out var paired))
    {
        Console.WriteLine(Invariant($"{"",-36} against {row.Baseline}: {paired.Difference.Mean:+0.00;-0.00}, better on {paired.Wins}, worse on {paired.Losses}"));
    }
}

/// <summary>A line per cell.</summary>
internal sealed class Lines : IProgress<ExperimentProgress>
{
    public void Report(ExperimentProgress value) => Console.WriteLine($"[{value.Done}/{value.Count}] {value.Setting.Label} {value.Input.Name}");
}
