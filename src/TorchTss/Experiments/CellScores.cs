using TorchTss.Experiments.Results;

namespace TorchTss.Experiments;

/// <summary>What metrics said of one result.</summary>
/// <param name="Scores">By metric.</param>
/// <param name="Features">What set metrics keep of it.</param>
/// <param name="OriginalFeatures">What they keep of its original.</param>
internal sealed record CellScores(
    IReadOnlyList<KeyValuePair<string, double>> Scores,
    IReadOnlyList<KeyValuePair<string, float[]>> Features,
    IReadOnlyList<KeyValuePair<string, float[]>> OriginalFeatures)
{
    /// <summary>Writes them down.</summary>
    public void Record(ResultsFile file, ExperimentCell cell)
    {
        file.PutScores(cell.Id, Scores);
        foreach (var (metric, numbers) in Features) file.PutFeature(cell.Id, metric, numbers);
        foreach (var (metric, numbers) in OriginalFeatures) file.PutFeature(cell.Input.Reference!, metric, numbers);
    }
}
