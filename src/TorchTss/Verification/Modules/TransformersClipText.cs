using TorchSharp;
using TorchTss.Networks;
using TorchTss.Runtime;

namespace TorchTss.Verification.Modules;

/// <summary>Text encoder of SD 1.x and 2.x, and SDXL's first.</summary>
[Named("transformers.CLIPTextModel", "text encoder of SD 1.x and 2.x, and the first of SDXL (transformers)")]
internal sealed class TransformersClipText : IFixtureModule
{
    public torch.nn.Module Build(FixtureCase fixture) => new ClipTextModel(ClipTextConfig.Read(fixture.Config, projected: false));

    public IReadOnlyDictionary<string, torch.Tensor> Run(FixtureCase fixture, torch.nn.Module? module) =>
        ClipTextCase.Outputs(fixture, (ClipTextModel)module!);
}
