using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Samplers;

/// <summary>Settings of <see cref="DpmPlusPlus2MSdeSampler"/>.</summary>
internal sealed record DpmPlusPlus2MSdeOptions
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

    /// <summary>η: 1 is the reverse SDE, 0 the ODE.</summary>
    [Setting("strength of the noise (eta): 1 is the reverse SDE, 0 the ODE", 0)]
    public double Eta { get; init; } = 1;

    /// <summary>Factor on the noise (sgm's s_noise).</summary>
    [Setting("factor on the noise (s_noise)", 0)]
    public double NoiseScale { get; init; } = 1;

    /// <summary>Noise in the first step too, as diffusers has it; sgm has none there.</summary>
    [Setting("noise in the first step too; sgm has none there")]
    public bool NoiseFirst { get; init; } = true;
}

/// <summary>SDE-DPM-Solver++(2M): the same solver on the reverse SDE, one noise tensor a step.</summary>
[Named("dpmpp-2m-sde", "DPM-Solver++ multistep on the reverse SDE (Lu et al. 2022; k-diffusion, DPM++ 2M SDE)")]
internal sealed class DpmPlusPlus2MSdeSampler(DpmPlusPlus2MSdeOptions options) : ISampler
{
    private readonly DpmOrders _orders = new(options.Order, options.LowerOrderFinal, options.EulerAtFinal);

    public int HistoryDepth => options.Order - 1;

    public Tensor Step(Tensor x, SamplerStep step, Denoise denoise)
    {
        using var scope = NewDisposeScope();
        var update = new DpmPlusPlusUpdate(options.Solver, options.Eta);
        var denoised = denoise(x, step.From.Sigma, step);
        var moved = update.Mean(x, step, denoised, _orders.IsSecond(step));
        if (step.Index > 0 || options.NoiseFirst) moved = moved + (update.Spread(step) * options.NoiseScale).For(x) * step.Noise(x);
        step.Remember(x, denoised);
        return step.Hold(x, moved).MoveToOuterDisposeScope();
    }
}
