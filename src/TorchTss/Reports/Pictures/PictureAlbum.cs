using TorchTss.Experiments.Results;
using TorchTss.Reports.Data;
using static System.FormattableString;

namespace TorchTss.Reports.Pictures;

/// <summary>The pictures of a page: results first, then what single iterations looked like, as far as there is room.</summary>
internal sealed class PictureAlbum
{
    /// <summary>How large a page becomes when nobody says how many pictures it should hold.</summary>
    public const long Room = 60_000_000;

    private readonly AlbumPages _pages;

    private PictureAlbum(AlbumPages pages, IReadOnlyList<AlbumInput> inputs, IReadOnlyList<string> remarks) =>
        (_pages, Inputs, Remarks) = (pages, inputs, remarks);

    /// <summary>Those whose pictures are here, in the file's order.</summary>
    public IReadOnlyList<AlbumInput> Inputs { get; }

    /// <summary>What was left out and why, one sentence each.</summary>
    public IReadOnlyList<string> Remarks { get; }

    /// <summary>Writes the pictures' bytes.</summary>
    public void WriteTo(Stream page)
    {
        foreach (var picture in _pages.All) picture.WriteTo(page);
    }

    /// <summary>Takes in what there is.</summary>
    public static PictureAlbum Of(ResultsFile file, ReportData data, ReportOptions options, long room = Room)
    {
        var stored = new StoredPictures(file);
        var kept = stored.Keys();
        var pages = new AlbumPages(stored, new PictureEncoder(options.Lossless), options.Pictures is null ? room : long.MaxValue);
        ResultInput[] candidates = [.. data.Inputs.Where(i => Cells(data, i).Any(c => c?.Picture is { } key && kept.Contains(key)))];

        var inputs = new List<AlbumInput>();
        foreach (var input in candidates.Take(options.Pictures ?? int.MaxValue))
        {
            var (cells, variance) = (Cells(data, input), file.Variance(input.Id));
            var keys = new[] { input.Picture, input.Reference, variance }.Concat(cells.Select(c => c?.Picture)).OfType<string>();
            if (!pages.TryAdd(keys, variance is null ? new HashSet<string>() : new HashSet<string> { variance })) break;
            inputs.Add(new AlbumInput(
                input, pages.Of(input.Picture), pages.Of(input.Reference), pages.Of(variance),
                [.. cells.Select(c => c is null ? null : new AlbumResult(c, pages.Of(c.Picture), Numbers(file, c)))]));
        }
        var withSteps = 0;
        while (withSteps < inputs.Count && TryAddSteps(file, pages, inputs[withSteps]) is { } complete) inputs[withSteps++] = complete;
        return new PictureAlbum(pages, inputs, [.. Remark(candidates.Length, inputs.Count, withSteps, options)]);
    }

    private static ResultCell?[] Cells(ReportData data, ResultInput input) => [.. data.Settings.Select(s => data.Cell(s, input))];

    // What is known of steps without their pictures.
    private static AlbumStep[] Numbers(ResultsFile file, ResultCell cell) =>
        [.. file.Steps(cell.Id).Select(s => new AlbumStep(s with { Map = null, Preview = null }, null, null))];

    private static AlbumInput? TryAddSteps(ResultsFile file, AlbumPages pages, AlbumInput input)
    {
        (byte[]?, bool)[] files =
        [
            .. from result in input.Results
               where result is not null
               from step in file.Steps(result.Cell.Id)
               from picture in new[] { (step.Map, true), (step.Preview, false) }
               select picture,
        ];
        AlbumInput? complete = null;
        pages.TryAdd(files, pictures =>
        {
            var next = 0;
            AlbumStep WithPictures(AlbumStep step) => step with { Map = pictures[next++], Preview = pictures[next++] };
            AlbumResult? WithSteps(AlbumResult? result) => result is null ? null : result with { Steps = [.. result.Steps.Select(WithPictures)] };
            complete = input with { Results = [.. input.Results.Select(WithSteps)] };
        });
        return complete;
    }

    private static IEnumerable<string> Remark(int candidates, int embedded, int withSteps, ReportOptions options)
    {
        var limit = Invariant($"so that it stays below {Room / 1_000_000} MB");
        if (candidates == 0) yield return "The results file kept no pictures, so there is nothing to look at here.";
        if (embedded < candidates)
        {
            var reason = options.Pictures is { } asked ? Invariant($"as --pictures {asked} asked")
                : Invariant($"{limit}; --pictures {candidates} embeds all");
            yield return Invariant($"Pictures of {embedded} of {candidates} inputs are in this page, {reason}.");
        }
        if (withSteps < embedded)
        {
            var reason = Invariant($"{limit}; --pictures {embedded} embeds all of them");
            yield return Invariant($"The steps' previews and maps of {withSteps} of {embedded} inputs are in this page, {reason}.");
        }
    }
}
