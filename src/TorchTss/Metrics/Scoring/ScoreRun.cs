using TorchTss.Imaging;
using TorchTss.Runtime;

namespace TorchTss.Metrics.Scoring;

/// <summary>Scores many pictures by many metrics: a picture is read once; what cannot be scored is a sentence, and the rest goes on.</summary>
/// <param name="metrics">The metrics.</param>
/// <param name="folder">Where their files are.</param>
/// <param name="compute">Where their networks run.</param>
internal sealed class ScoreRun(IReadOnlyList<MetricChoice> metrics, MetricFolder folder, Compute compute)
{
    /// <summary>Opens the metrics, scores the pictures, closes the metrics.</summary>
    /// <param name="pairs">The pictures.</param>
    /// <param name="originals">The set that set metrics compare them with.</param>
    /// <param name="progress">Told about every picture.</param>
    /// <param name="cancellation">Checked before every picture.</param>
    public ScoreSheet Run(
        IReadOnlyList<PicturePair> pairs, IReadOnlyList<string> originals,
        IProgress<PictureScores>? progress = null, CancellationToken cancellation = default)
    {
        using var opened = new OpenedMetrics(metrics, folder, compute, (pairs.Count, originals.Count));
        var pictures = new List<PictureScores>();
        foreach (var pair in opened.Any ? pairs : [])
        {
            cancellation.ThrowIfCancellationRequested();
            pictures.Add(Score(pair, opened));
            progress?.Report(pictures[^1]);
        }
        opened.Compare(originals, cancellation);
        return new ScoreSheet(opened.Outcomes, pictures);
    }

    private static PictureScores Score(PicturePair pair, OpenedMetrics opened)
    {
        var (scores, complaints) = (new Dictionary<string, double>(), new List<string>());
        if (Read(pair.Image, complaints) is not { } image) return new PictureScores(pair, scores, complaints);
        var reference = pair.Reference is null || !opened.NeedReference ? null : Read(pair.Reference, complaints);
        foreach (var (choice, scorer) in opened.Images)
        {
            if (choice.Metric.Traits.NeedsReference && reference is null) continue;
            try
            {
                scores[choice.Name] = scorer.Score(image, choice.Metric.Traits.NeedsReference ? reference : null);
            }
            catch (UserException e)
            {
                complaints.Add($"{pair.Image}: {e.Message}");
            }
        }
        opened.Describe(pair.Image, image, complaints);
        return new PictureScores(pair, scores, [.. complaints.Distinct()]);
    }

    private static Image8? Read(string file, List<string> complaints)
    {
        try
        {
            return ImageFile.Read(file);
        }
        catch (UserException e)
        {
            complaints.Add(e.Message);
            return null;
        }
    }
}
