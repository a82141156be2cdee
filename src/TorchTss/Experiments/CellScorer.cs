using TorchSharp;
using TorchTss.Imaging;
using TorchTss.Metrics;
using TorchTss.Runtime;

namespace TorchTss.Experiments;

/// <summary>Scores results by the metrics of an experiment and keeps their networks open in between.</summary>
internal sealed class CellScorer(MetricPanel panel, MetricFolder folder) : IDisposable
{
    private readonly Dictionary<string, IImageScorer> _images = [];
    private readonly Dictionary<string, ISetScorer> _sets = [];
    private readonly HashSet<(string Metric, string Original)> _described = [];

    /// <summary>Whether all of these are loaded.</summary>
    public bool IsOpen(IReadOnlyCollection<string> names) => names.All(n => _images.ContainsKey(n) || _sets.ContainsKey(n));

    /// <summary>Loads metrics that are not loaded yet.</summary>
    /// <param name="names">Which.</param>
    /// <param name="device">Where their networks run; in float32.</param>
    /// <exception cref="UserException">A file that is not the right one.</exception>
    public void Open(IReadOnlyCollection<string> names, torch.Device device)
    {
        var compute = new Compute(device, torch.ScalarType.Float32);
        foreach (var (name, metric) in panel.Metrics.Where(m => names.Contains(m.Name)))
        {
            if (metric is IImageMetric image && !_images.ContainsKey(name)) _images[name] = image.Open(folder, compute);
            if (metric is ISetMetric set && !_sets.ContainsKey(name)) _sets[name] = set.Open(folder, compute);
        }
    }

    /// <summary>The scores of one result by opened metrics.</summary>
    /// <param name="image">The result.</param>
    /// <param name="original">Its original; null without one.</param>
    /// <param name="originalKey">The original's key in the results file.</param>
    /// <param name="names">The metrics to compute.</param>
    /// <exception cref="UserException">A picture that cannot be scored.</exception>
    public CellScores Score(Image8 image, Image8? original, string? originalKey, IReadOnlyCollection<string> names) => new(
        [.. from m in panel.Metrics
            where names.Contains(m.Name) && _images.ContainsKey(m.Name)
            select KeyValuePair.Create(m.Name, _images[m.Name].Score(image, m.Metric.Traits.NeedsReference ? original : null))],
        [.. from m in _sets where names.Contains(m.Key) select KeyValuePair.Create(m.Key, m.Value.Describe(image))],
        [.. from m in _sets
            where names.Contains(m.Key) && originalKey is not null && _described.Add((m.Key, originalKey))
            select KeyValuePair.Create(m.Key, m.Value.Describe(original!))]);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var scorer in _images.Values) scorer.Dispose();
        foreach (var describer in _sets.Values) describer.Dispose();
    }
}
