namespace TorchTss.Schedules;

/// <summary>Time-Spatial-aware Sampling: which parts are on, and every choice that the paper leaves open.</summary>
/// <remarks>A null means "as the host does it": its Table 5 ranges, its base grid.
/// With neither part on, n = 1, which is exactly the plain host.</remarks>
public sealed record TssSettings
{
    /// <summary>Time Dynamic Sampling: resample the schedule in time.</summary>
    public bool Tds { get; init; }

    /// <summary>Spatial Dynamic Sampling: give each position its own schedule, from the local variance of the input.</summary>
    public bool Sds { get; init; }

    /// <summary>Power n of TDS alone, 1 to 100; null: the middle of the host's range.</summary>
    public double? N { get; init; }

    /// <summary>Transition point a of TDS alone, a fraction in (0, 1); null: the middle of the host's range.</summary>
    public double? A { get; init; }

    /// <summary>n at v = 0 and at v = 1, each 1 to 100, in either order; null: the host's (Table 5). Without TDS the first is taken as 1.</summary>
    public ValueRange? NRange { get; init; }

    /// <summary>a at v = 0 and at v = 1, each in (0, 1), in either order; null: the host's (Table 5).</summary>
    public ValueRange? ARange { get; init; }

    /// <summary>The uniform schedule that is resampled: <c>host</c>, <c>paper</c> or another entry of the catalogue.</summary>
    public string BaseGrid { get; init; } = BaseGrids.Host;

    /// <summary>The function f(t; a, n): an entry of the catalogue, with its settings.</summary>
    public string Warp { get; init; } = "polynomial";

    /// <summary>How real timesteps become trained ones.</summary>
    public TimestepRounding Rounding { get; init; } = TimestepRounding.Host;

    /// <summary>How a timestep map is reduced for the coarser levels of a network: an entry of the level-map catalogue.</summary>
    public string LevelMap { get; init; } = "area";

    /// <summary>Side of the variance window and of its blur in pixels, odd, 3 or more (Eq. 4).</summary>
    public int VarianceWindow { get; init; } = 33;

    /// <summary>σ of the blur in pixels, 0.1 or more; null: 0.3·((w−1)/2 − 1) + 0.8, which is 5.3 for 33.</summary>
    public double? VarianceSigma { get; init; }

    /// <summary>Everything in these settings that cannot be, one sentence each, beginning with the option; empty when all is well.</summary>
    /// <param name="steps">N, checked too when given.</param>
    /// <param name="trainingSteps">How many timesteps the networks know.</param>
    public IReadOnlyList<string> Problems(int? steps = null, int trainingSteps = 1000) => [.. TssProblems.Of(this, steps, trainingSteps)];

    /// <summary>Everything that was given but has no effect beside the rest, one sentence each; for settings without problems.</summary>
    public IReadOnlyList<string> Notices() => [.. TssNotices.Of(this)];
}
