using TorchSharp;

namespace TorchTss.Verification;

/// <summary>An official module that this build computes too: how to build it from a case and how to call it.</summary>
/// <remarks>The class is named after the official one: <c>[Named("diffusers.UNet2DConditionModel", "…")]</c>.</remarks>
internal interface IFixtureModule
{
    /// <summary>The network of a case, built on the meta device or the CPU, not yet filled; null for things without parameters.</summary>
    torch.nn.Module? Build(FixtureCase fixture) => null;

    /// <summary>Runs the case without gradients, inside a dispose scope of the caller.</summary>
    /// <param name="fixture">Its inputs and call arguments.</param>
    /// <param name="module">What <see cref="Build"/> made, filled and checked.</param>
    /// <returns>Outputs by name, without <c>out.</c>; <c>at.*</c> intermediates are recorded by the caller through forward hooks.</returns>
    IReadOnlyDictionary<string, torch.Tensor> Run(FixtureCase fixture, torch.nn.Module? module);
}
