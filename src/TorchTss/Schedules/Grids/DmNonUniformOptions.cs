using TorchTss.Runtime;
using TorchTss.Schedules.StepOptim;

namespace TorchTss.Schedules.Grids;

/// <summary>What the steps are optimised for.</summary>
internal sealed record DmNonUniformOptions
{
    /// <summary>Where the search starts.</summary>
    [Setting("where the search starts: unif-t, unif, quad or edm; with -origin, as in edm-origin, that schedule itself")]
    public StepStart Init { get; init; } = StepStart.UnifT;

    /// <summary>p of e(λ) = σ^p/α.</summary>
    [Setting("p of the assumed error σ^p/α: 2 for latent models, 1 for pixel models", 0.1, 10)]
    public double Power { get; init; } = 2;

    /// <summary>From which step on errors may cancel.</summary>
    [Setting("from which step on errors may cancel; left out: 3 up to seven steps, never above (ours)", 0)]
    public int? Trunc { get; init; }

    /// <summary>t at the end.</summary>
    [Setting("t where the steps end, 0.001 is the table's first entry", 0.0001, 0.5)]
    public double Eps { get; init; } = 1e-3;
}
