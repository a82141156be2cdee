using TorchTss.Experiments.Results;
using TorchTss.Imaging;
using TorchTss.Runtime;

namespace TorchTss.Experiments;

/// <summary>Makes cells one after another: restores, scores, records. Keeps the host and the metrics open in between.</summary>
/// <remarks>Lives on one thread, with a connection of its own.</remarks>
internal sealed class CellMaker(ResultsFile file, CellClaims claims, CellScorer scorer, Keep keep) : IDisposable
{
    private (RunSettings Opening, SuperResolver Resolver)? _host;
    private (string Input, Image8 Picture, Image8? Original)? _pictures;

    /// <summary>Whether a cell can be made without loading anything.</summary>
    public bool IsOpen(RunSettings settings, IReadOnlyCollection<string> metrics) => _host?.Opening == HostOpening.Of(settings) && scorer.IsOpen(metrics);

    /// <summary>Opens what a cell needs: what fails here would fail for every picture.</summary>
    /// <exception cref="UserException">A host or a metric that cannot be opened.</exception>
    public void Open(RunSettings settings, IReadOnlyCollection<string> metrics) => scorer.Open(metrics, Resolver(settings).Compute.Device);

    /// <summary>Restores a picture, scores it and records both as one.</summary>
    /// <param name="cell">What to make.</param>
    /// <param name="source">Where its pictures are.</param>
    /// <param name="missing">The metrics that it has no score of.</param>
    /// <param name="cancellation">Checked before every iteration.</param>
    /// <exception cref="UserException">A picture that cannot be restored or scored.</exception>
    public void Make(ExperimentCell cell, PlannedInput source, IReadOnlyCollection<string> missing, CancellationToken cancellation)
    {
        var (settings, (input, original)) = (cell.Setting.Settings, Pictures(source));
        var resolver = Resolver(settings);
        var recorder = new CellRecorder(keep, () => claims.Beat(cell.Id));
        var result = resolver.Run(input, settings, new SeededNoise(settings.Seed, settings.Sample), progress: null, recorder.Watch, cancellation);
        var scores = scorer.Score(result.Image, original, cell.Input.Reference, missing);
        var row = CellRow.Of(cell, result, recorder.Watched, resolver);
        file.InOneTransaction(() =>
        {
            file.Put(row, recorder.Steps(result.Steps), keep == Keep.Numbers ? null : result.Image);
            scores.Record(file, cell);
            if (keep != Keep.Numbers) InputPictures.Keep(file, cell, input, original, result.Frame, resolver.Profile);
        });
    }

    /// <summary>Scores a finished cell by metrics that were added later, from the picture that was kept.</summary>
    /// <exception cref="UserException">A picture that cannot be scored.</exception>
    public void Score(ExperimentCell cell, PlannedInput source, string picture, IReadOnlyCollection<string> missing)
    {
        var scores = scorer.Score(file.Picture(picture), Pictures(source).Original, cell.Input.Reference, missing);
        file.InOneTransaction(() => scores.Record(file, cell));
    }

    /// <inheritdoc/>
    public void Dispose() => _host?.Resolver.Dispose();

    private (Image8 Picture, Image8? Original) Pictures(PlannedInput source)
    {
        if (_pictures?.Input != source.Row.Id)
        {
            _pictures = (source.Row.Id, ImageFile.Read(source.Source.Path),
                source.Source.Reference is null ? null : ImageFile.Read(source.Source.Reference));
        }
        return (_pictures!.Value.Picture, _pictures.Value.Original);
    }

    private SuperResolver Resolver(RunSettings settings)
    {
        var opening = HostOpening.Of(settings);
        if (_host?.Opening != opening)
        {
            _host?.Resolver.Dispose();
            _host = null;
            _host = (opening, SuperResolver.Open(settings));
        }
        return _host!.Value.Resolver;
    }
}
