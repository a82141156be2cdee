using TorchTss.Metrics;
using TorchTss.Runtime;

namespace TorchTss.Experiments.Tuning;

/// <summary>A search for the (n, a) of TSS that suit a host and a kind of pictures.</summary>
/// <remarks>Pictures are split once. The search sees the fitting part: a coarse grid, successive halving on one metric, half a grid step around the
/// winner. What the winner is worth is said by the held-out part, against uniform sampling and against the host's own ranges (TSS Table 5).</remarks>
/// <example><code>
/// var found = new Tuner { Base = new RunSettings { Host = "controlnet", Weights = "SD", ControlNet = "CN", Steps = 7 } }
///     .Run(ExperimentInputs.Pair(["lr"], "hr"), "tuning.sqlite");
/// var options = found.Winner?.Options;         // --tds --sds --n-range …
/// </code></example>
public sealed record Tuner
{
    /// <summary>What stays the same: host, sampler, steps, and the first seed.</summary>
    public RunSettings Base { get; init; } = new();

    /// <summary>The metric that is tuned for; its traits say which way it improves.</summary>
    public string Metric { get; init; } = "niqe";

    /// <summary>Metrics that are shown beside it, so that nobody is fooled by one alone.</summary>
    public IReadOnlyList<string> Others { get; init; } = ["psnr", "ssim"];

    /// <summary>What must not be paid with: candidates that lose more of it against uniform sampling on the fitting pictures are dropped.</summary>
    public IReadOnlyList<Guard> Guards { get; init; } = [];

    /// <summary>One (n, a) for the whole picture in place of ranges: TDS without SDS.</summary>
    public bool TdsOnly { get; init; }

    /// <summary>n of the first grid, each 1 to 100.</summary>
    public IReadOnlyList<double> NGrid { get; init; } = [1, 1.4, 1.8, 2.2, 2.6];

    /// <summary>a of the first grid, each in (0, 1).</summary>
    public IReadOnlyList<double> AGrid { get; init; } = [0.3, 0.5, 0.7];

    /// <summary>Whether ranges may fall from flat to busy positions as well.</summary>
    public bool AnyOrder { get; init; }

    /// <summary>η: every round keeps 1/η of its candidates and measures them on η times as much; 2 or more.</summary>
    public int Eta { get; init; } = 2;

    /// <summary>Pictures of the first round, 1 or more.</summary>
    public int First { get; init; } = 2;

    /// <summary>Seeds per picture when the pictures have run out, 1 or more.</summary>
    public int Seeds { get; init; } = 1;

    /// <summary>The part of the pictures that the search never sees, in (0, 1).</summary>
    public double Holdout { get; init; } = 0.5;

    /// <summary>Another seed, another split.</summary>
    public long SplitSeed { get; init; }

    /// <summary>Searches. What the results file has is not made again, and the search makes the same decisions from it.</summary>
    /// <param name="inputs">Four pictures or more.</param>
    /// <param name="results">The results file; created where there is none.</param>
    /// <param name="folder">Where metrics look for their files; null: as <see cref="MetricFolder"/> does by itself.</param>
    /// <param name="options">Jobs, what is kept; null: one job, numbers only.</param>
    /// <param name="progress">Told at the beginning and the end of every round, and after every run from the thread that made it.</param>
    /// <param name="cancellation">Ends the search before the next iteration; what is finished stays.</param>
    /// <exception cref="UsageException">A search that cannot be: all problems, one line each.</exception>
    /// <exception cref="UserException">A picture, a results file or a host that cannot be used; a setting that failed on a picture.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public TuningResult Run(
        IReadOnlyList<ExperimentInput> inputs, string results, MetricFolder? folder = null, ExperimentOptions? options = null,
        IProgress<TuningProgress>? progress = null, CancellationToken cancellation = default)
    {
        var (metrics, how) = (folder ?? new MetricFolder(), options ?? new ExperimentOptions { Keep = Keep.Numbers });
        return new TuningRun(TuningPlan.Of(this, inputs, metrics), metrics, how, results, progress, cancellation).Run();
    }
}
