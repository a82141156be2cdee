using System.Globalization;
using TorchTss.Experiments.Results;
using TorchTss.Hosts;
using TorchTss.Runtime;

namespace TorchTss.Experiments.Frequency;

/// <summary>The runs of an analysis: strategies × steps × seeds, and for every seed the long uniform run that results are compared with.</summary>
internal sealed class FrequencyPlan
{
    private FrequencyPlan(FrequencyRequest request, IReadOnlyList<FrequencyRun> runs) => (Request, Runs) = (request, runs);

    /// <summary>As asked for.</summary>
    public FrequencyRequest Request { get; }

    /// <summary>Seed by seed, the reference run first.</summary>
    public IReadOnlyList<FrequencyRun> Runs { get; }

    /// <summary>What identifies the measurements: with another text they are others.</summary>
    public string Measured => $"{Request.Options.Measured} --reference-steps {Request.ReferenceSteps}";

    /// <summary>Draws up the runs.</summary>
    /// <exception cref="UsageException">A request that cannot be, or two strategies that are the same.</exception>
    public static FrequencyPlan Of(FrequencyRequest request, HostProfile profile)
    {
        request.Check();
        var steps = request.Steps ?? [request.Settings.Resolve(profile).Steps!.Value];
        return new FrequencyPlan(request, [.. request.Seeds.Distinct().SelectMany(seed => OfSeed(request, profile, [.. steps], seed))]);
    }

    private static IEnumerable<FrequencyRun> OfSeed(FrequencyRequest request, HostProfile profile, int[] within, long seed)
    {
        var reference = Setting(request, profile, SamplingStrategies.Uniform, request.ReferenceSteps, seed);
        if (request.Across.Count > 0) yield return new(SamplingStrategies.Uniform, reference, Within: true, Across: false, IsReference: true);
        foreach (var steps in within.Concat(request.Across).Distinct())
        {
            var known = new Dictionary<string, string>();
            foreach (var strategy in request.Strategies.Distinct())
            {
                var setting = Setting(request, profile, strategy, steps, seed);
                if (known.TryGetValue(setting.Id, out var other))
                {
                    throw new UsageException($"--strategies {other},{strategy}: with these settings both are the same; leave one out");
                }
                known.Add(setting.Id, strategy);
                if (request.Across.Count > 0 && setting.Id == reference.Id) continue;
                yield return new(strategy, setting, within.Contains(steps), request.Across.Contains(steps), IsReference: false);
            }
        }
    }

    private static ResultSetting Setting(FrequencyRequest request, HostProfile profile, string strategy, int steps, long seed)
    {
        var settings = (SamplingStrategies.Apply(strategy, request.Settings) with { Steps = steps, Seed = seed }).Resolve(profile);
        return new ResultSetting(
            ResultKey.Of(SettingsJson.Write(settings)),
            [new("tss", strategy), new("steps", Text(steps)), new("seed", Text(seed))],
            settings);
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
