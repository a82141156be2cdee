using TorchTss.Imaging;
using TorchTss.Runtime;

namespace TorchTss.Metrics.Scoring;

/// <summary>The metrics of a run that could be opened, and what became of each.</summary>
internal sealed class OpenedMetrics : IDisposable
{
    private readonly Dictionary<MetricChoice, MetricOutcome> _outcomes = [];
    private readonly List<(MetricChoice Choice, IImageScorer Scorer)> _images = [];
    private readonly List<(MetricChoice Choice, ISetScorer Scorer, List<float[]> Rows)> _sets = [];

    /// <summary>Opens what can be opened.</summary>
    /// <param name="metrics">The metrics.</param>
    /// <param name="folder">Where their files are.</param>
    /// <param name="compute">Where their networks run.</param>
    /// <param name="counts">How many pictures there are, and how many originals: a set is two or more.</param>
    public OpenedMetrics(IReadOnlyList<MetricChoice> metrics, MetricFolder folder, Compute compute, (int Pictures, int Originals) counts)
    {
        foreach (var choice in metrics)
        {
            _outcomes[choice] = new MetricOutcome(choice, folder.Complaint(choice.Metric));
            if (_outcomes[choice].Complaint is not null) continue;
            try
            {
                if (choice.Metric is IImageMetric image) _images.Add((choice, image.Open(folder, compute)));
                else if (Math.Min(counts.Pictures, counts.Originals) < 2) Drop(choice, Sets(counts.Pictures, counts.Originals));
                else _sets.Add((choice, ((ISetMetric)choice.Metric).Open(folder, compute), []));
            }
            catch (UserException e)
            {
                Drop(choice, e.Message);
            }
        }
    }

    /// <summary>Those of single pictures.</summary>
    public IReadOnlyList<(MetricChoice Choice, IImageScorer Scorer)> Images => _images;

    /// <summary>Whether any could be opened.</summary>
    public bool Any => _images.Count + _sets.Count > 0;

    /// <summary>Whether one of single pictures compares with an original.</summary>
    public bool NeedReference => _images.Any(m => m.Choice.Metric.Traits.NeedsReference);

    /// <summary>What became of each, in the order they were asked for.</summary>
    public IReadOnlyList<MetricOutcome> Outcomes => [.. _outcomes.Values];

    /// <summary>Keeps what set metrics say of a picture.</summary>
    public void Describe(string file, Image8 image, List<string> complaints)
    {
        foreach (var (_, scorer, rows) in _sets)
        {
            try
            {
                rows.Add(scorer.Describe(image));
            }
            catch (UserException e)
            {
                complaints.Add($"{file}: {e.Message}");
            }
        }
    }

    /// <summary>Reads the originals and compares the sets.</summary>
    public void Compare(IReadOnlyList<string> originals, CancellationToken cancellation)
    {
        if (_sets.Count == 0) return;
        var references = _sets.ConvertAll(_ => new List<float[]>());
        foreach (var file in originals)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                var image = ImageFile.Read(file);
                for (var i = 0; i < _sets.Count; i++) references[i].Add(_sets[i].Scorer.Describe(image));
            }
            catch (UserException e)
            {
                var sentence = e.Message.StartsWith(file, StringComparison.Ordinal) ? e.Message : $"{file}: {e.Message}";
                foreach (var set in _sets) Drop(set.Choice, sentence);
                return;
            }
        }
        for (var i = 0; i < _sets.Count; i++)
        {
            var (choice, _, rows) = _sets[i];
            if (rows.Count < 2) Drop(choice, Sets(rows.Count, originals.Count));
            else _outcomes[choice] = new MetricOutcome(choice, SetScore: ((ISetMetric)choice.Metric).Distance(rows, references[i]));
        }
    }

    private void Drop(MetricChoice choice, string complaint) => _outcomes[choice] = new MetricOutcome(choice, complaint);

    private static string Sets(int pictures, int originals) =>
        $"it compares two sets of two pictures or more, and there are {pictures} to judge and {originals} originals; give folders";

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (_, scorer) in _images) scorer.Dispose();
        foreach (var (_, scorer, _) in _sets) scorer.Dispose();
    }
}
