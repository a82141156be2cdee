using TorchTss.Runtime;
using TorchTss.Samplers;
using static TorchSharp.torch;

namespace TorchTss.Denoisers;

/// <summary>The network predicts the noise: x0 = x − σ·ε.</summary>
[Named("epsilon", "the noise (Ho et al. 2020, Eq. 11)")]
internal sealed class EpsilonPrediction : IPrediction
{
    public bool ReadsRaisedSigma => true;

    public Tensor Denoised(Tensor x, Tensor output, Tensor sigma)
    {
        using var scope = NewDisposeScope();
        return (x - sigma.For(x) * output).MoveToOuterDisposeScope();
    }
}
