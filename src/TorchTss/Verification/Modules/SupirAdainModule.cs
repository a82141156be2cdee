using TorchSharp;
using TorchTss.Imaging.ColorFixes;
using TorchTss.Runtime;

namespace TorchTss.Verification.Modules;

/// <summary>SUPIR's AdaIN colour fix.</summary>
[Named("supir.adaptive_instance_normalization", "SUPIR's AdaIN colour fix on unclamped pictures")]
internal sealed class SupirAdainModule : IFixtureModule
{
    public IReadOnlyDictionary<string, torch.Tensor> Run(FixtureCase fixture, torch.nn.Module? module) => new Dictionary<string, torch.Tensor>
    {
        ["y"] = new AdainColorFix().Apply(fixture.Input("content"), fixture.Input("style")),
    };
}
