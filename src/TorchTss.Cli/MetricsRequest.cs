using TorchTss.Experiments;
using TorchTss.Imaging;
using TorchTss.Metrics;
using TorchTss.Metrics.Profiles;
using TorchTss.Metrics.Scoring;
using TorchTss.Runtime;
using static System.FormattableString;

namespace TorchTss.Cli;

/// <summary>What is to be judged, by what, and where the numbers go.</summary>
internal sealed record MetricsRequest
{
    /// <summary>The metrics when none are named: those that need nothing but what ships.</summary>
    public const string Unreferenced = "niqe", Referenced = "niqe,psnr,ssim";

    public required string[] Paths { get; init; }

    public required string? Reference { get; init; }

    public required string? Metrics { get; init; }

    public required string Profile { get; init; }

    public required double? Scale { get; init; }

    public required string? Csv { get; init; }

    public required string? Json { get; init; }

    public required MetricFolder Folder { get; init; }

    public required Compute Compute { get; init; }

    /// <summary>Scores, prints, writes.</summary>
    /// <returns>0 when a metric ran and every picture was scored, else 1.</returns>
    public int Run(TextWriter to, TextWriter error, CancellationToken cancellation)
    {
        if (Scale is <= 0) throw new UsageException(Invariant($"--scale {Scale}: pictures are enlarged by a factor above 0; correct it"));
        var profile = Catalog<IMetricProfile>.Create(Profile, "--profile");
        var choices = MetricList.Parse(Metrics ?? (Reference is null ? Unreferenced : Referenced), profile, Scale);
        var pairs = Pairs(choices);
        CheckOutputs(pairs);
        IReadOnlyList<string> originals = Reference is null || !choices.Any(c => c.Metric is ISetMetric) ? [] : [.. PictureFiles.Expand([Reference])];

        ScoreSheet sheet;
        using (var progress = ScoreProgress.On(error, pairs.Count))
        {
            sheet = new ScoreRun(choices, Folder, Compute).Run(pairs, originals, progress, cancellation);
        }
        foreach (var outcome in sheet.Metrics.Where(m => m.Complaint is not null))
        {
            error.WriteLine($"{(sheet.AnyMetric ? "note" : "tss")}: {outcome.Choice.Name} is left out: {outcome.Complaint}");
        }
        foreach (var complaint in sheet.Pictures.SelectMany(p => p.Complaints)) error.WriteLine($"tss: {complaint}");
        if (!sheet.AnyMetric) return 1;

        to.WriteLine($"profile {Profile}, {Compute}");
        ScoreTable.Write(sheet, to);
        if (Csv is not null) AtomicFile.Write(Csv, stream => ScoreCsv.Write(sheet, stream));
        if (Json is not null) AtomicFile.Write(Json, stream => ScoreJson.Write(this, sheet, stream));
        foreach (var file in new[] { Csv, Json }.OfType<string>()) to.WriteLine($"wrote {file}");
        return sheet.IsWhole ? 0 : 1;
    }

    private IReadOnlyList<PicturePair> Pairs(IReadOnlyList<MetricChoice> choices)
    {
        if (Paths.Length == 0) throw new UsageException("PATH: nothing to judge; give pictures, folders or patterns, or --list to see the metrics");
        var comparing = choices.Where(c => c.Metric.Traits.NeedsReference || c.Metric is ISetMetric).ToArray();
        if (Reference is null && comparing.Length > 0)
        {
            var names = string.Join(',', comparing.Select(c => c.Name));
            throw new UsageException($"--metrics {names}: compares with originals; give --reference DIR or FILE");
        }
        string[] files = [.. PictureFiles.Expand(Paths).DistinctBy(RealPath.Of, OutputNames.Comparer)];
        // A set is compared with a set: its pictures need no partners.
        var paired = ExperimentInputs.Pair(files, comparing.Any(c => c.Metric is IImageMetric) ? Reference : null);
        return [.. paired.Select(p => new PicturePair(p.Path, p.Reference))];
    }

    /// <summary>Only an earlier table is replaced, and what cannot be written is told before anything is scored.</summary>
    private static void CheckTarget(string option, string file)
    {
        if (Directory.Exists(file)) throw new UsageException($"{option} {file}: is a folder; give a file name");
        OutputFolder.Prepare(Path.GetDirectoryName(Path.GetFullPath(file))!, option);
        if (!File.Exists(file)) return;
        using var text = File.OpenText(file);
        var start = text.ReadLine() ?? "";
        if (start.Length == 0 || start.StartsWith(option == "--csv" ? ScoreCsv.Heading : "{", StringComparison.Ordinal)) return;
        throw new UsageException($"{option} {file}: exists and is no earlier table of scores; give another name, or delete it first");
    }

    private void CheckOutputs(IReadOnlyList<PicturePair> pairs)
    {
        var inputs = pairs.SelectMany(p => new[] { p.Image, p.Reference }).OfType<string>().Select(RealPath.Of).ToHashSet(OutputNames.Comparer);
        foreach (var (option, file) in new[] { ("--csv", Csv), ("--json", Json) })
        {
            if (file is { Length: 0 }) throw new UsageException($"{option}: the name is empty; give a file name");
            if (file is not null && inputs.Contains(RealPath.Of(file)))
            {
                throw new UsageException($"{option} {file}: this is an input, and inputs are never overwritten; give another name");
            }
            if (file is not null) CheckTarget(option, file);
        }
        if (Csv is not null && Json is not null && OutputNames.Comparer.Equals(RealPath.Of(Csv), RealPath.Of(Json)))
        {
            throw new UsageException($"--json {Json}: is the name of --csv too; give each its own");
        }
    }
}
