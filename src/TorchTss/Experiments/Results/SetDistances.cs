using TorchTss.Metrics;
using TorchTss.Runtime;

namespace TorchTss.Experiments.Results;

/// <summary>Metrics of sets (FID): one distance per setting, from what the file says of each picture; no network runs.</summary>
internal sealed class SetDistances
{
    private readonly ISetMetric? _metric;
    private readonly IReadOnlyDictionary<string, float[]> _features;
    private readonly float[][] _references;

    /// <summary>Reads what a metric said of every picture.</summary>
    public SetDistances(ResultsFile file, IReadOnlyList<ResultInput> inputs, ResultMetric metric)
    {
        _features = file.Features(metric.Name);
        _references = [.. Known(inputs.Select(i => i.Reference).OfType<string>().Distinct())];
        // A file may come from a program that knows more metrics than this one.
        _metric = UsageException.MessageOf(() => Catalog<IMetric>.Create(metric.Name, "--metrics")) is null
            ? Catalog<IMetric>.Create(metric.Name, "--metrics") as ISetMetric
            : null;
    }

    /// <summary>The distance of a group's results from the originals, the mean over its seeds.</summary>
    /// <returns>NaN when it cannot be said: fewer than two pictures, or a metric that this program does not know.</returns>
    public (double Distance, int Pictures) Of(ResultsData data, ResultGroup group)
    {
        if (_metric is null || _references.Length < 2) return (double.NaN, 0);
        float[][][] sets =
        [
            .. from setting in @group.Settings
               let images = Known(data.Inputs.Select(i => data.Cell(setting, i)?.Id).OfType<string>()).ToArray()
               where images.Length >= 2
               select images,
        ];
        return sets.Length == 0 ? (double.NaN, 0) : (sets.Average(s => _metric.Distance(s, _references)), sets.Min(s => s.Length));
    }

    private IEnumerable<float[]> Known(IEnumerable<string> owners) => owners.Where(_features.ContainsKey).Select(o => _features[o]);
}
