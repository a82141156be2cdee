using static TorchSharp.torch;

namespace TorchTss.Metrics.QAlign;

/// <summary>Rotary positions: channel i and channel i + d/2 of a head are turned by position · θ^(−2i/d).</summary>
/// <remarks>transformers LlamaRotaryEmbedding; angles in float32, their cosines in the network's type.</remarks>
internal sealed class Rotary
{
    private readonly Tensor _cos, _sin;                         // [L, d]

    private Rotary(Tensor cos, Tensor sin) => (_cos, _sin) = (cos, sin);

    /// <summary>For positions 0 … length − 1; the tensors belong to the scope of the caller.</summary>
    public static Rotary Of(long length, int headSize, double theta, ScalarType dtype, Device device)
    {
        using var scope = NewDisposeScope();
        var frequencies = 1 / pow(theta, arange(0, headSize, 2, float32, device) / headSize);
        var angles = arange(length, float32, device).unsqueeze(1) * frequencies;
        var both = cat([angles, angles], 1);
        return new Rotary(both.cos().to(dtype).MoveToOuterDisposeScope(), both.sin().to(dtype).MoveToOuterDisposeScope());
    }

    /// <summary>[B, heads, L, d] → the same, turned.</summary>
    public Tensor Apply(Tensor x)
    {
        using var scope = NewDisposeScope();
        var half = x.size(3) / 2;
        var crossed = cat([x.narrow(3, half, half).neg(), x.narrow(3, 0, half)], 3);
        return (x * _cos).add_(crossed.mul_(_sin)).MoveToOuterDisposeScope();
    }
}
