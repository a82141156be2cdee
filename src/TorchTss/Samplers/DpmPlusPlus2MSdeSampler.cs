using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Samplers;

/// <summary>Settings of <see cref="DpmPlusPlus2MSdeSampler"/>: those of the ODE solver, and the noise.</summary>
internal sealed record DpmPlusPlus2MSdeOptions : DpmPlusPlus2MOptions
{
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
