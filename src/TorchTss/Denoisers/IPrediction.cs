using TorchSharp;

namespace TorchTss.Denoisers;

/// <summary>What a network was trained to predict, and how that becomes x0.</summary>
public interface IPrediction
{
    /// <summary>x0 from the network's output.</summary>
    /// <param name="x">[B, C, h, w] float32 in σ-space.</param>
    /// <param name="output">[B, C, h, w]: what the network said about x/√(σ²+1).</param>
    /// <param name="sigma">[1|B, 1, h|1, w|1] float64 on the CPU.</param>
    torch.Tensor Denoised(torch.Tensor x, torch.Tensor output, torch.Tensor sigma);

    /// <summary>Under <see cref="RaisedNoise.Ignored"/>, whether the σ above is the raised one all the same;
    /// diffusers' Euler does so for ε alone.</summary>
    bool ReadsRaisedSigma => false;
}
