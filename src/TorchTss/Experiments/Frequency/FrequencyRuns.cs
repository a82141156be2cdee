using System.Globalization;
using TorchTss.Experiments.Axes;
using TorchTss.Experiments.Results;
using TorchTss.Hosts;
using TorchTss.Runtime;

namespace TorchTss.Experiments.Frequency;

/// <summary>The runs of an analysis: steps × strategies × seeds, and for every seed the long uniform run that results are compared with.</summary>
internal static class FrequencyRuns
{
    /// <summary>Seed by seed, the long run first.</summary>
    /// <exception cref="UsageException">A request that cannot be: all problems, one line each; or two strategies that are the same.</exception>
    public static IReadOnlyList<FrequencyRun> Of(FrequencyRequest request)
    {
        Refuse(request.Problems());
        var within = request.Steps.Count > 0 ? request.Steps : [DefaultSteps(request.Settings)];
        var compared = Settings(request, SamplingStrategies.Axis(request.Strategies), within.Concat(request.Across).Order());
        RefuseTwins(compared);
        var runs = compared.Select(s => new FrequencyRun(s, within.Contains(Steps(s)), request.Across.Contains(Steps(s)), IsLong: false));
        if (request.Across.Count == 0) return [.. runs];
        var reference = Settings(request, SamplingStrategies.Axis([SamplingStrategies.Uniform]), [request.ReferenceSteps]);
        var keys = reference.Select(s => s.Id).ToHashSet();
        return
        [
            .. reference.Select(s => new FrequencyRun(s, Within: true, Across: false, IsLong: true))
                .Concat(runs.Where(r => !keys.Contains(r.Setting.Id)))
                .OrderBy(r => request.Seeds.ToList().IndexOf(r.Seed)),
        ];
    }

    private static IReadOnlyList<ResultSetting> Settings(FrequencyRequest request, Axis strategies, IEnumerable<int> steps)
    {
        IReadOnlyList<Axis> axes = [AxisParser.Axis("steps", Texts(steps.Distinct())), strategies, AxisParser.Axis("seed", Texts(request.Seeds.Distinct()))];
        var (settings, problems, _) = Grid.Of(new Experiment { Base = request.Settings, Axes = axes }, Grid.Points(axes));
        Refuse(problems);
        return settings;
    }

    private static int DefaultSteps(RunSettings settings)
    {
        settings.Check();
        return settings.Resolve(Catalog<IHostKind>.Create(settings.Host, "--host").Describe(settings)).Steps!.Value;
    }

    private static int Steps(ResultSetting setting) => setting.Settings.Steps!.Value;

    private static IEnumerable<string> Texts<T>(IEnumerable<T> values) where T : IFormattable =>
        values.Select(v => v.ToString(null, CultureInfo.InvariantCulture));

    private static void Refuse(IEnumerable<string> problems)
    {
        var all = problems.ToArray();
        if (all.Length > 0) throw new UsageException(string.Join(Environment.NewLine, all));
    }

    private static void RefuseTwins(IEnumerable<ResultSetting> settings)
    {
        if (settings.GroupBy(s => s.Id).FirstOrDefault(g => g.Count() > 1) is not { } same) return;
        var names = string.Join(',', same.Select(s => s.Axes.Single(a => a.Key == SamplingStrategies.Name).Value));
        throw new UsageException($"--strategies {names}: with these settings they are one and the same; name it once");
    }
}
