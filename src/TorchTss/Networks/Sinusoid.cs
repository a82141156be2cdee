using static TorchSharp.torch;

namespace TorchTss.Networks;

/// <summary>Numbers as sines and cosines of falling frequency: [cos(t·w) | sin(t·w)], wᵢ = 10000^(−i/(Width/2 − shift)).</summary>
/// <remarks>diffusers get_timestep_embedding. Always float32: at t = 999 a lower precision loses the fast frequencies.</remarks>
/// <param name="Width">Length of the embedding; an odd one ends in a zero.</param>
/// <param name="CosineFirst">"flip_sin_to_cos": true in every network here; sine first loads cleanly and produces noise.</param>
/// <param name="FrequencyShift">"freq_shift": 0 in every network here.</param>
internal sealed record Sinusoid(int Width, bool CosineFirst = true, double FrequencyShift = 0)
{
    /// <summary>The embedding of each number.</summary>
    /// <param name="numbers">[n], any dtype; fractions are allowed.</param>
    /// <returns>[n, Width] float32.</returns>
    public Tensor Of(Tensor numbers)
    {
        using var scope = NewDisposeScope();
        var half = Width / 2;
        var frequency = (arange(half, float32, numbers.device) * -Math.Log(10000) / (half - FrequencyShift)).exp();
        var angle = numbers.to(float32).unsqueeze(1) * frequency;
        var (cosine, sine) = (angle.cos(), angle.sin());
        var zero = zeros([numbers.size(0), Width % 2], float32, numbers.device);
        return cat(CosineFirst ? [cosine, sine, zero] : [sine, cosine, zero], 1).MoveToOuterDisposeScope();
    }
}
