using TorchSharp;
using TorchTss.Networks;
using TorchTss.Runtime;

namespace TorchTss.Verification.Modules;

/// <summary>SDXL's second text encoder.</summary>
[Named("transformers.CLIPTextModelWithProjection", "second text encoder of SDXL (transformers)")]
internal sealed class TransformersClipTextWithProjection : IFixtureModule
{
    public torch.nn.Module Build(FixtureCase fixture) => new ClipTextModel(ClipTextConfig.Read(fixture.Config, projected: true));

    public IReadOnlyDictionary<string, torch.Tensor> Run(FixtureCase fixture, torch.nn.Module? module) =>
        ClipTextCase.Outputs(fixture, (ClipTextModel)module!);
}
