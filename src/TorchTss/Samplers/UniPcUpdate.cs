using static TorchSharp.torch;

namespace TorchTss.Samplers;

/// <summary>UniPC's B(h).</summary>
internal enum UniPcVariant
{
    /// <summary>B(h) = h.</summary>
    Bh1,

    /// <summary>B(h) = eʰ − 1.</summary>
    Bh2,
}

/// <summary>The one update that UniPC's predictor and corrector share, in closed form and in σ-space.</summary>
/// <remarks>Zhao et al. 2023, Eq. 3 and 8, data prediction; closed forms of orders 1 to 3, so that coefficients can be maps.
/// <para>x' = A·x − α'E·m0 − α'B[X(m0−m1) + Y(m0−m2) + ρ(m'−m0)] over α' (A = s'/s): r·x + (1−r)·m0 − B[…],
/// r = σ'/σ = e^{−h}, E = r − 1.</para></remarks>
/// <param name="Variant">B = −h or e^{−h} − 1.</param>
/// <param name="MaxStepRatio">Upper bound of h/u, an experiment; infinite: none.</param>
internal readonly record struct UniPcUpdate(UniPcVariant Variant, double MaxStepRatio)
{
    /// <summary>x at the end of an interval.</summary>
    /// <param name="x">[B, C, h, w] at its start.</param>
    /// <param name="sigmas">σ at its end, at its start, and at the starts of the intervals before: one more than <paramref name="past"/>.</param>
    /// <param name="past">x0 at its start and at the starts of the intervals before; as many as the order, 1 to 3.</param>
    /// <param name="arrived">x0 at its end: corrects; null: predicts.</param>
    public Tensor Apply(Tensor x, Tensor[] sigmas, Tensor[] past, Tensor? arrived)
    {
        using var scope = NewDisposeScope();
        var keep = sigmas[0] / sigmas[1];                                                       // r
        var h = CoefficientMaps.LogSnrStep(sigmas[1], sigmas[0]);
        var weights = UniPcWeights.Of(h, [.. Before(sigmas, h)], Variant, corrects: arrived is not null);
        var b = Variant == UniPcVariant.Bh2 ? keep - 1 : -h;
        var moved = keep.For(x) * x + (1 - keep).For(x) * past[0];
        if (past.Length > 1) moved = moved - (b * weights.X).For(x) * (past[0] - past[1]);
        if (past.Length > 2) moved = moved - (b * weights.Y).For(x) * (past[0] - past[2]);
        if (arrived is not null) moved = moved - (b * weights.Rho).For(x) * (arrived - past[0]);
        return moved.MoveToOuterDisposeScope();
    }

    /// <summary>Lengths of the intervals before, nearest first; an empty one stays empty whatever the bound.</summary>
    private IEnumerable<Tensor> Before(Tensor[] sigmas, Tensor h)
    {
        for (var i = 2; i < sigmas.Length; i++)
        {
            var length = CoefficientMaps.LogSnrStep(sigmas[i], sigmas[i - 1]);
            yield return where(length > CoefficientMaps.SameLevel, maximum(length, h / MaxStepRatio), zeros_like(length));
        }
    }
}
