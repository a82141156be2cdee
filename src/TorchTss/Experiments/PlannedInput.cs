using TorchTss.Experiments.Results;
using TorchTss.Imaging;
using TorchTss.Metrics;
using TorchTss.Runtime;

namespace TorchTss.Experiments;

/// <summary>An input that has been looked at: its row of the results file and its sizes. Pixels are read again when their turn comes.</summary>
internal sealed record PlannedInput(ExperimentInput Source, ResultInput Row, ImageInfo Size, ImageInfo? ReferenceSize)
{
    /// <summary>Reads a picture and its original once.</summary>
    /// <exception cref="UserException">A file that cannot be read.</exception>
    public static PlannedInput Read(ExperimentInput input)
    {
        var (picture, size) = Look(input.Path);
        (string Key, ImageInfo Size)? reference = input.Reference is null ? null : Look(input.Reference);
        var row = new ResultInput(
            ResultKey.Of(picture, reference?.Key ?? ""), System.IO.Path.GetFileNameWithoutExtension(input.Path), System.IO.Path.GetFullPath(input.Path),
            picture, reference?.Key);
        return new PlannedInput(input, row, size, reference?.Size);
    }

    /// <summary>What makes this picture unfit for a metric at an enlargement.</summary>
    public IEnumerable<string> Problems(double scale, IReadOnlyList<(string Name, IMetric Metric)> metrics)
    {
        var (width, height) = ResultSize(scale);
        if (metrics.Any(m => m.Metric.Traits.NeedsReference) && OriginalProblem(scale) is { } problem) yield return problem;
        foreach (var (name, metric) in metrics)
        {
            if (metric.Unfit(width, height) is { } reason)
            {
                yield return $"{Source.Path}: its result will be {width}x{height} pixels, but {reason}; use --metrics without {name} or a larger picture";
            }
        }
    }

    /// <summary>Sides of the result at an enlargement.</summary>
    public (int Width, int Height) ResultSize(double scale) =>
        ((int)Math.Max(1, Math.Round(Size.Width * scale)), (int)Math.Max(1, Math.Round(Size.Height * scale)));

    /// <summary>What makes the original unfit for a comparison with the result; null when nothing does, or there is none.</summary>
    public string? OriginalProblem(double scale)
    {
        var (width, height) = ResultSize(scale);
        if (ReferenceSize is not { } other || (other.Width, other.Height) == (width, height)) return null;
        return FormattableString.Invariant(
            $"{Source.Reference}: is {other.Width}x{other.Height} pixels, but the result of {Source.Path} will be {width}x{height}; ")
            + "give the original of that size, or another --scale";
    }

    private static (string Key, ImageInfo Size) Look(string path)
    {
        var image = ImageFile.Read(path);
        return (ResultKey.Of(image), new ImageInfo(image.Width, image.Height, ""));
    }
}
