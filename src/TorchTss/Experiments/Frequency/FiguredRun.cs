using TorchTss.Experiments.Results;

namespace TorchTss.Experiments.Frequency;

/// <summary>A run that may have figures, and what tables tell it by.</summary>
/// <param name="Cell">Its key in the results file.</param>
/// <param name="Image">The picture: its name in an analysis, where no two have the same, and its key in a results file.</param>
/// <param name="Strategy">uniform, late-only, tds, …</param>
/// <param name="Steps">N.</param>
internal sealed record FiguredRun(string Cell, string Image, string Strategy, int Steps)
{
    /// <summary>The runs of an analysis, picture by picture.</summary>
    public static IReadOnlyList<FiguredRun> Of(FrequencyPlan plan) =>
        [.. plan.Cells.Select(c => new FiguredRun(c.Id, c.Input.Row.Name, c.Run.Strategy, c.Run.Steps))];

    /// <summary>The finished runs of a results file, picture by picture: nothing else is needed to average figures.</summary>
    public static IReadOnlyList<FiguredRun> Of(ResultsData data)
    {
        // Settings without a strategy are those of another experiment in the same file.
        var settings = data.Settings.Where(s => Strategies(s).Any()).DistinctBy(s => s.Id).ToArray();
        return
        [
            .. from input in data.Inputs
               from setting in settings
               let cell = data.Cell(setting, input)
               where cell is not null
               select new FiguredRun(cell.Id, input.Id, Strategies(setting).First(), setting.Settings.Steps!.Value),
        ];
    }

    private static IEnumerable<string> Strategies(ResultSetting setting) =>
        setting.Axes.Where(a => a.Key == SamplingStrategies.Name).Select(a => a.Value);
}
