using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Denoisers;

/// <summary>The network predicts x0 itself.</summary>
[Named("sample", "x0 itself (Salimans and Ho 2022, section 4)")]
internal sealed class SamplePrediction : IPrediction
{
    public Tensor Denoised(Tensor x, Tensor output, Tensor sigma) => output.alias();
}
