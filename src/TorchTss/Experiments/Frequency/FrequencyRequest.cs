namespace TorchTss.Experiments.Frequency;

/// <summary>What is to be analysed.</summary>
internal sealed record FrequencyRequest
{
    /// <summary>What every run has in common; steps, seed and what the strategies say are set for each.</summary>
    public RunSettings Settings { get; init; } = new();

    /// <summary>What is compared.</summary>
    public IReadOnlyList<string> Strategies { get; init; } = [SamplingStrategies.Uniform, "late-only", "tds", "tss"];

    /// <summary>The N of the runs that are followed step by step; empty: the host's.</summary>
    public IReadOnlyList<int> Steps { get; init; } = [];

    /// <summary>The N of the runs whose results are compared with that of many steps; empty: this part is left out.</summary>
    public IReadOnlyList<int> Across { get; init; } = [5, 7, 10, 14, 20, 30, 50];

    /// <summary>N of the uniform run that those are compared with; it is followed step by step as well.</summary>
    public int ReferenceSteps { get; init; } = 100;

    /// <summary>Every run is repeated with each.</summary>
    public IReadOnlyList<long> Seeds { get; init; } = [0];

    /// <summary>How it is measured.</summary>
    public FrequencyOptions Options { get; init; } = new();

    /// <summary>Everything that is wrong apart from the settings themselves, one sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        foreach (var problem in Options.Problems()) yield return problem;
        foreach (var steps in Steps.Where(IsNoCount)) yield return Count("--steps", steps);
        foreach (var steps in Across.Where(IsNoCount)) yield return Count("--across", steps);
        foreach (var problem in Twice("--steps", Steps).Concat(Twice("--across", Across)).Concat(Twice("--seeds", Seeds))) yield return problem;
        if (IsNoCount(ReferenceSteps)) yield return Count("--reference-steps", ReferenceSteps);
    }

    private static IEnumerable<string> Twice<T>(string option, IEnumerable<T> values) =>
        values.GroupBy(v => v).Where(g => g.Count() > 1).Select(g => FormattableString.Invariant($"{option} {g.Key}: is there twice; name it once"));

    // The networks' own limit, and the sentence that --steps of a single run has.
    private static bool IsNoCount(int steps) => steps is < 1 or > 1000;

    private static string Count(string option, int steps) => $"{option} {steps}: the networks know 1000 training steps; use 1 to 1000";
}
