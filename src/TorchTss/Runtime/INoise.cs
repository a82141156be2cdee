using TorchSharp;

namespace TorchTss.Runtime;

/// <summary>Where every random number of a run comes from: draws have names and depend on nothing but the seed and that name.</summary>
/// <remarks>Drawn in float32 on the CPU, then cast, so a run is the same on every device and in every dtype.</remarks>
public interface INoise
{
    /// <summary>A standard-normal tensor of this shape, float32 on the CPU; the same name always gives the same tensor.</summary>
    /// <param name="name">What the draw is for: <c>start</c>, <c>posterior</c>, <c>step.3</c>.</param>
    /// <param name="shape">[B, C, h, w].</param>
    torch.Tensor Draw(string name, ReadOnlySpan<long> shape);
}
