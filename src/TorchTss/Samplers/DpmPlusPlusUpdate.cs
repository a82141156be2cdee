using static TorchSharp.torch;

namespace TorchTss.Samplers;

/// <summary>How DPM-Solver++ takes the second-order term.</summary>
internal enum DpmSolverType
{
    /// <summary>Midpoint: half of the first-order factor.</summary>
    Midpoint,

    /// <summary>Heun: the exact integral of the linear term.</summary>
    Heun,
}

/// <summary>When DPM-Solver++ steps are of first order.</summary>
/// <param name="Order">1 or 2.</param>
/// <param name="LowerOrderFinal">In the last step, when there are fewer than 15.</param>
/// <param name="EulerAtFinal">In the last step.</param>
internal readonly record struct DpmOrders(int Order, bool LowerOrderFinal, bool EulerAtFinal)
{
    /// <summary>Whether step k reads the evaluation before it.</summary>
    public bool IsSecond(SamplerStep step) =>
        Order == 2 && step.Index > 0 && !(step.IsLast && (EulerAtFinal || (LowerOrderFinal && step.Count < 15)));
}

/// <summary>The update of DPM-Solver++(2M), deterministic or stochastic, in σ-space.</summary>
/// <param name="Type">Midpoint or Heun.</param>
/// <param name="Eta">η: 0 solves the ODE, 1 the reverse SDE.</param>
internal readonly record struct DpmPlusPlusUpdate(DpmSolverType Type, double Eta)
{
    /// <summary>The part without noise.</summary>
    /// <param name="x">[B, C, h, w].</param>
    /// <param name="step">Its levels, and its history if <paramref name="second"/>.</param>
    /// <param name="denoised">m0.</param>
    /// <param name="second">Whether to use m1, the evaluation before; a position whose interval before was empty takes the first order.</param>
    public Tensor Mean(Tensor x, SamplerStep step, Tensor denoised, bool second)
    {
        using var scope = NewDisposeScope();
        // x' = (s'/s)e^{−ηh}x + α'(1−e^{−(1+η)h})m0 + …D1 over α'; s'/(s·α'/α) = σ'/σ = e^{−h}, so both factors are powers of r = e^{−h}.
        var keep = (step.To.Sigma / step.From.Sigma).pow(1 + Eta);
        var moved = keep.For(x) * x + (1 - keep).For(x) * denoised;
        if (second) moved = moved + Slope(step, keep).For(x) * (denoised - step.Past(1).Denoised);
        return moved.MoveToOuterDisposeScope();
    }

    /// <summary>Standard deviation of the noise: σ'√(1−e^{−2ηh}).</summary>
    public Tensor Spread(SamplerStep step)
    {
        using var scope = NewDisposeScope();
        return (step.To.Sigma * (1 - (step.To.Sigma / step.From.Sigma).pow(2 * Eta)).clamp(min: 0).sqrt()).MoveToOuterDisposeScope();
    }

    /// <summary>The factor of m0 − m1, D1 = (m0 − m1)·h/u with u the length of the interval before; 0 where either end leaves no slope.</summary>
    private Tensor Slope(SamplerStep step, Tensor keep)
    {
        using var scope = NewDisposeScope();
        var h = CoefficientMaps.LogSnrStep(step.From.Sigma, step.To.Sigma);     // 0 where the step ends clean: first order there
        var before = CoefficientMaps.LogSnrStep(step.Earlier(1).Sigma, step.From.Sigma);
        // midpoint: ½(1−r^{1+η})·h/u; heun: (1 − (1−r^{1+η})/((1+η)h))·h/u, with h multiplied in
        var weight = Type == DpmSolverType.Midpoint ? (1 - keep) * h / 2 : h - (1 - keep) / (1 + Eta);
        return where((before > CoefficientMaps.SameLevel) & (step.To.Sigma > 0), weight / before, zeros_like(weight)).MoveToOuterDisposeScope();
    }
}
