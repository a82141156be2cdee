using TorchSharp;
using TorchTss.Networks;
using TorchTss.Runtime;

namespace TorchTss.Verification.Modules;

/// <summary>SUPIR's second text encoder, which is SDXL's: states of the penultimate layer as they are, and the pooled state.</summary>
[Named("supir.FrozenOpenCLIPEmbedder2", "SUPIR's second text encoder (sgm)")]
internal sealed class SupirTextEmbedder : IFixtureModule
{
    public torch.nn.Module Build(FixtureCase fixture) => new OpenClipTextEmbedder(new OpenClipTextParameters(Config(fixture), scaled: true));

    public IReadOnlyDictionary<string, torch.Tensor> Run(FixtureCase fixture, torch.nn.Module? module)
    {
        fixture.Config.Only("legacy", false);
        fixture.Config.Ignore("layer", "always_return_pooled");         // every output is computed
        using var file = new ModuleCheckpoint(module!);
        using var model = OpenClipTextParameters.Encoder(file, OpenClipTextEmbedder.Prefix, Config(fixture), module!);
        var ids = fixture.Ids("ids", model);
        var penultimate = model.Encode(ids, ClipTextOutput.Penultimate with { Pooled = true });
        return new Dictionary<string, torch.Tensor>
        {
            ["penultimate"] = penultimate.Tokens,
            ["pooled"] = penultimate.Pooled!,
            ["last"] = model.Encode(ids, new ClipTextOutput(Normalized: false)).Tokens,
        };
    }

    private static ClipTextConfig Config(FixtureCase fixture)
    {
        var arch = fixture.Config.Part("arch");
        return OpenClipTextParameters.Config(arch.Part("text_cfg"), arch.RequiredCount("embed_dim"));
    }
}
