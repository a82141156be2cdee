using TorchTss.Samplers;
using static TorchSharp.torch;

namespace TorchTss.Denoisers;

/// <summary>A strength that changes linearly with σ: SUPIR's guidance scale and control scale.</summary>
/// <remarks>SUPIR LinearCFG and its linear control scale. Under churn σ lies above <see cref="Noisiest"/> and the line goes on beyond its end,
/// which the original relies on: at N = 7 its first guidance weight is −0.243.</remarks>
/// <param name="AtClean">The strength at σ = 0.</param>
/// <param name="AtNoisiest">The strength at σ = 14.6146.</param>
/// <param name="IsClamped">Whether σ is taken for 14.6146 where it is above (ours, for experiments).</param>
/// <param name="IsBf16">Whether every operation is rounded to bfloat16, as in SUPIR's default run (supir.md 1.7).</param>
internal sealed record SigmaLine(double AtClean, double AtNoisiest, bool IsClamped = false, bool IsBf16 = false)
{
    /// <summary>The largest σ of the table as the original writes it, by hand.</summary>
    public const double Noisiest = 14.6146;

    /// <summary>The same strength at every σ.</summary>
    public SigmaLine(double strength) : this(strength, strength)
    {
    }

    /// <summary>Whether σ makes no difference.</summary>
    public bool IsConstant => AtClean == AtNoisiest;

    /// <summary>(noisiest − clean)·σ/14.6146 + clean, in this order.</summary>
    /// <param name="sigma">float64, any shape.</param>
    public Tensor At(Tensor sigma)
    {
        using var scope = NewDisposeScope();
        var along = IsClamped ? sigma.clamp(max: Noisiest) : sigma;
        return Held(Held(Held((AtNoisiest - AtClean) * along) / Noisiest) + AtClean).MoveToOuterDisposeScope();
    }

    private Tensor Held(Tensor x) => IsBf16 ? x.Rounded() : x;
}
