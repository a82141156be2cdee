using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Samplers;

/// <summary>Settings of <see cref="DpmPlusPlus2MSampler"/>.</summary>
internal record DpmPlusPlus2MOptions
{
    /// <summary>How the second-order term is taken.</summary>
    [Setting("midpoint or heun")]
    public DpmSolverType Solver { get; init; }

    /// <summary>1 or 2.</summary>
    [Setting("order of the solver", 1, 2)]
    public int Order { get; init; } = 2;

    /// <summary>First order in the last step of runs shorter than 15 steps.</summary>
    [Setting("first order in the last step when there are fewer than 15")]
    public bool LowerOrderFinal { get; init; } = true;

    /// <summary>First order in the last step, always.</summary>
    [Setting("first order in the last step")]
    public bool EulerAtFinal { get; init; }
}

/// <summary>DPM-Solver++(2M): a second-order multistep solver of the probability-flow ODE in log-SNR.</summary>
[Named("dpmpp-2m", "DPM-Solver++ multistep (Lu et al. 2022, Algorithm 2)")]
internal sealed class DpmPlusPlus2MSampler(DpmPlusPlus2MOptions options) : ISampler
{
    private readonly DpmOrders _orders = new(options.Order, options.LowerOrderFinal, options.EulerAtFinal);

    public int HistoryDepth => options.Order - 1;

    public Tensor Step(Tensor x, SamplerStep step, Denoise denoise)
    {
        using var scope = NewDisposeScope();
        var denoised = denoise(x, step.From.Sigma, step);
        var moved = new DpmPlusPlusUpdate(options.Solver, Eta: 0).Mean(x, step, denoised, _orders.IsSecond(step));
        step.Remember(x, denoised);
        return step.Hold(x, moved).MoveToOuterDisposeScope();
    }
}
