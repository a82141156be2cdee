namespace TorchTss.Schedules;

/// <summary>The steps of a run: each goes from one noise level to the next; the levels are maps where positions differ.</summary>
/// <remarks>Owns its levels. Nearly always step k ends where step k+1 begins;
/// official DDIM's subtraction rule is the exception that needs pairs.</remarks>
public sealed class SamplingSchedule : IDisposable
{
    /// <summary>Consecutive levels: N+1 levels make N steps.</summary>
    public SamplingSchedule(IReadOnlyList<NoiseLevel> levels) => Steps = [.. levels.Zip(levels.Skip(1))];

    /// <summary>Explicit pairs.</summary>
    public SamplingSchedule(IReadOnlyList<(NoiseLevel From, NoiseLevel To)> steps) => Steps = steps;

    /// <summary>The steps, noisiest first.</summary>
    public IReadOnlyList<(NoiseLevel From, NoiseLevel To)> Steps { get; }

    /// <summary>The number of steps N.</summary>
    public int Count => Steps.Count;

    /// <inheritdoc/>
    public void Dispose()
    {
        var levels = Steps.SelectMany(s => new[] { s.From, s.To }).Distinct(ReferenceEqualityComparer.Instance).Cast<NoiseLevel>();
        foreach (var level in levels) level.Dispose();
    }
}
