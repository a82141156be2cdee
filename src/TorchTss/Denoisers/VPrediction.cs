using TorchTss.Runtime;
using TorchTss.Samplers;
using static TorchSharp.torch;

namespace TorchTss.Denoisers;

/// <summary>The network predicts v = √ᾱ·ε − √(1−ᾱ)·x0: x0 = x/(σ²+1) − v·σ/√(σ²+1).</summary>
[Named("v", "the velocity (Salimans and Ho 2022, section 4)")]
internal sealed class VPrediction : IPrediction
{
    public Tensor Denoised(Tensor x, Tensor output, Tensor sigma)
    {
        using var scope = NewDisposeScope();
        var power = sigma.square() + 1;                                         // 1/ᾱ
        return (x * (1 / power).For(x) - output * (sigma / power.sqrt()).For(x)).MoveToOuterDisposeScope();
    }
}
