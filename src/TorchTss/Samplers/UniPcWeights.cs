using static TorchSharp.torch;

namespace TorchTss.Samplers;

/// <summary>UniPC's weights of the past evaluations and of the one at the end of the interval, solved in closed form.</summary>
/// <param name="X">Of m0 − m1.</param>
/// <param name="Y">Of m0 − m2.</param>
/// <param name="Rho">ρ, of m' − m0; 0 in a predictor.</param>
internal readonly record struct UniPcWeights(Tensor X, Tensor Y, Tensor Rho)
{
    private static readonly double[] _factorials = [1, 1, 2, 6, 24];

    /// <summary>Weights of an interval of length h; all float64 maps that broadcast against each other.</summary>
    /// <param name="h">Length in λ, 0 or more.</param>
    /// <param name="before">Lengths of the intervals before it, nearest first: one less than the order. Exactly 0 where empty; there the order drops
    /// to the number of evaluations at distinct levels.</param>
    /// <param name="variant">The function B.</param>
    /// <param name="corrects">Whether the evaluation at the end takes part.</param>
    public static UniPcWeights Of(Tensor h, IReadOnlyList<Tensor> before, UniPcVariant variant, bool corrects)
    {
        using var scope = NewDisposeScope();
        var none = zeros_like(h);
        var weights = new UniPcWeights(none, none, corrects ? none + 0.5 : none);
        if (before.Count > 0)
        {
            var b = corrects || before.Count > 1 ? Moments(h, variant) : [];                    // an order-2 predictor needs none
            var known = before[0] > 0;
            var u = where(known, before[0], ones_like(before[0]));
            var second = Second(h, u, b, corrects);
            if (before.Count > 1)
            {
                var gap = where(before[1] > 0, before[1], ones_like(before[1]));
                second = Choose(before[1] > 0, Third(h, u, u + gap, b, corrects), second);
            }
            weights = Choose(known, second, weights);
        }
        return new UniPcWeights(weights.X.MoveToOuterDisposeScope(), weights.Y.MoveToOuterDisposeScope(), weights.Rho.MoveToOuterDisposeScope());
    }

    /// <summary>b_i = i!·z·φ_{i+1}(z)/B(z) for i = 1, 2, 3 and z = −h.</summary>
    internal static Tensor[] Moments(Tensor h, UniPcVariant variant)
    {
        using var scope = NewDisposeScope();
        var phi = Phi(-h);
        var scale = variant == UniPcVariant.Bh2 ? phi[0] : ones_like(h);
        return [.. new[] { phi[1] / scale, phi[2] * 2 / scale, phi[3] * 6 / scale }.Select(m => m.MoveToOuterDisposeScope())];
    }

    /// <summary>φ_1 … φ_4: φ_1 = (eᶻ−1)/z and φ_k = 1/k! + z·φ_{k+1}, upwards; where that cancels, downwards from the series of φ_4.</summary>
    internal static Tensor[] Phi(Tensor z)
    {
        using var scope = NewDisposeScope();
        var isSmall = z.abs() < 0.5;
        var (small, large) = (where(isSmall, z, zeros_like(z)), where(isSmall, ones_like(z), z));
        var up = new Tensor[4];
        up[0] = large.expm1() / large;
        for (var k = 1; k < 4; k++) up[k] = (up[k - 1] - 1 / _factorials[k]) / large;
        var series = ones_like(z);
        for (var j = 14; j > 0; j--) series = series * small / (j + 4) + 1;                     // Σ zʲ·4!/(j+4)! by Horner
        var down = new Tensor[4];
        down[3] = series / _factorials[4];
        for (var k = 3; k > 0; k--) down[k - 1] = down[k] * small + 1 / _factorials[k];
        return [.. up.Zip(down, (u, d) => where(isSmall, d, u).MoveToOuterDisposeScope())];
    }

    private static UniPcWeights Second(Tensor h, Tensor u, Tensor[] b, bool corrects)
    {
        var q = h / u;
        // The predictor's weight is the constant ½ of the original, not the solution b₁.
        return corrects
            ? new UniPcWeights((b[0] - b[1]) * q.square() / (1 + q), zeros_like(h), (b[0] + b[1] * q) / (1 + q))
            : new UniPcWeights(q / 2, zeros_like(h), zeros_like(h));
    }

    private static UniPcWeights Third(Tensor h, Tensor u, Tensor w, Tensor[] b, bool corrects)
    {
        var gap = w - u;
        return corrects
            ? new UniPcWeights(
                h.square() * (w * b[0] + (h - w) * b[1] - h * b[2]) / (u * gap * (h + u)),
                h.square() * (h * b[2] - (h - u) * b[1] - u * b[0]) / (w * gap * (h + w)),
                (h.square() * b[2] + h * (u + w) * b[1] + u * w * b[0]) / ((h + u) * (h + w)))
            : new UniPcWeights(
                h * (b[1] * h + b[0] * w) / (u * gap),
                -h * (b[1] * h + b[0] * u) / (w * gap),
                zeros_like(h));
    }

    private static UniPcWeights Choose(Tensor mask, UniPcWeights yes, UniPcWeights no) =>
        new(where(mask, yes.X, no.X), where(mask, yes.Y, no.Y), where(mask, yes.Rho, no.Rho));
}
