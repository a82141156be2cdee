using TorchTss.Experiments.Results;
using TorchTss.Metrics;
using TorchTss.Runtime;

namespace TorchTss.Reports.Tables;

/// <summary>A column of a table: a metric of ours, or one that only the paper has.</summary>
/// <param name="Name">As the user gave it: "ssim:channel=rgb".</param>
/// <param name="Traits">Direction and decimals; null for a paper's metric that this program does not know.</param>
/// <param name="Metric">Null when it is the paper's alone.</param>
internal sealed record MetricColumn(string Name, MetricTraits? Traits, ResultMetric? Metric)
{
    /// <summary>A metric of the file.</summary>
    public static MetricColumn Of(ResultMetric metric) => new(metric.Name, metric.Traits, metric);

    /// <summary>A metric that only the paper has.</summary>
    public static MetricColumn OfPaper(string name) => new(
        name, Catalog<IMetric>.Entries.FirstOrDefault(e => e.Name == BaseName(name))?.Create([], name).Traits, null);

    /// <summary>The name without settings.</summary>
    public static string BaseName(string name) => name.Split(':')[0];

    /// <summary>"NIQE".</summary>
    public string Title => Traits?.Title ?? Name;

    /// <summary>"channel=rgb"; empty without settings.</summary>
    public string Variant => Name.Split(':', 2) is [_, var settings] ? settings : "";

    /// <summary>"SSIM channel=rgb".</summary>
    public string FullTitle => $"{Title} {Variant}".TrimEnd();

    /// <summary>"dB".</summary>
    public string Unit => Traits?.Unit ?? "";

    /// <summary>Decimals in tables.</summary>
    public int Decimals => Traits?.Decimals ?? 4;

    /// <summary>"↑", "↓"; empty when unknown.</summary>
    public string Arrow => Traits?.Better switch { Better.Higher => "↑", Better.Lower => "↓", _ => "" };

    /// <summary>The arrow in words.</summary>
    public string Direction => Traits?.Better switch { Better.Higher => "higher is better", Better.Lower => "lower is better", _ => "" };

    /// <summary>Whether it is the paper's alone.</summary>
    public bool OnlyPaper => Metric is null;
}
