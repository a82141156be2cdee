using TorchSharp;
using TorchTss.Runtime;

namespace TorchTss.Tests.Samplers;

/// <summary>The same number for every draw.</summary>
internal sealed class FlatNoise(double value) : INoise
{
    public torch.Tensor Draw(string name, ReadOnlySpan<long> shape) => torch.full(shape.ToArray(), value, torch.float32);
}
