using TorchTss.Hosts;
using TorchTss.Runtime;

namespace TorchTss.Experiments.Frequency;

/// <summary>An analysis of given pictures, checked whole before anything runs.</summary>
internal sealed class FrequencyPlan
{
    private FrequencyPlan(FrequencyRequest request, IReadOnlyList<FrequencyRun> runs, IReadOnlyList<PlannedInput> inputs) =>
        (Request, Runs, Inputs) = (request, runs, inputs);

    /// <summary>As asked for.</summary>
    public FrequencyRequest Request { get; }

    /// <summary>Seed by seed, the long run first.</summary>
    public IReadOnlyList<FrequencyRun> Runs { get; }

    /// <summary>The pictures.</summary>
    public IReadOnlyList<PlannedInput> Inputs { get; }

    /// <summary>Every run on every picture, picture by picture.</summary>
    public IReadOnlyList<FrequencyCell> Cells => field ??= [.. from input in Inputs from run in Runs select new FrequencyCell(input, run)];

    /// <summary>What identifies the measurements: with another text they are others.</summary>
    public string Measured => Request.Across.Count == 0 ? Request.Options.Measured
        : FormattableString.Invariant($"{Request.Options.Measured} --reference-steps {Request.ReferenceSteps}");

    /// <summary>What is worth knowing before it starts.</summary>
    public IEnumerable<string> Notices =>
        [.. WithoutEffect(), .. Catalog<IHostKind>.Create(Request.Settings.Host, "--host").Notices(Request.Settings), .. WithoutPatches()];

    /// <summary>Draws up the runs and looks at the pictures.</summary>
    /// <exception cref="UsageException">A request that cannot be.</exception>
    /// <exception cref="UserException">A picture that cannot be read.</exception>
    public static FrequencyPlan Of(FrequencyRequest request, IReadOnlyList<ExperimentInput> inputs)
    {
        var runs = FrequencyRuns.Of(request);
        var plan = new FrequencyPlan(request, runs, [.. inputs.Select(PlannedInput.Read)]);
        var problems = plan.Problems().ToArray();
        return problems.Length == 0 ? plan : throw new UsageException(string.Join(Environment.NewLine, problems));
    }

    private double Scale => Runs[0].Setting.Settings.Scale!.Value;

    private IEnumerable<string> Problems()
    {
        foreach (var input in Inputs)
        {
            if (input.OriginalProblem(Scale) is { } problem) yield return problem;
        }
        foreach (var same in Inputs.GroupBy(i => i.Row.Name).Where(g => g.Count() > 1))
        {
            yield return $"{same.Last().Row.Path}: {same.First().Row.Path} has the same name, and tables tell pictures by it; rename one";
        }
        foreach (var same in Inputs.GroupBy(i => i.Row.Id).Where(g => g.Count() > 1))
        {
            yield return $"{same.Last().Row.Path}: is the same picture as {same.First().Row.Path}; give it once";
        }
    }

    /// <summary>Settings that no strategy makes use of.</summary>
    private IEnumerable<string> WithoutEffect()
    {
        var strategies = SamplingStrategies.Axis(Request.Strategies).Values;
        return from notice in strategies.SelectMany(s => s.Apply(Request.Settings).Notices())
               group notice by notice.Split(": ")[0] into option
               where option.Count() == strategies.Count
               select option.Last();
    }

    private IEnumerable<string> WithoutPatches()
    {
        var patch = Request.Options.Patch;
        foreach (var input in Inputs)
        {
            var (width, height) = input.ResultSize(Scale);
            if (PatchGrid.Count(height, width, patch) > 0) continue;
            yield return FormattableString.Invariant(
                $"{input.Row.Path}: its result has {width}x{height} pixels and no patch of {patch}x{patch}; ")
                + "it has no texture classes, use a smaller --patch";
        }
    }
}
