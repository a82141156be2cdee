using TorchSharp;
using TorchTss.Networks;
using TorchTss.Runtime;

namespace TorchTss.Verification.Modules;

/// <summary>StableSR's text encoder: the layers before the last one, then the final norm.</summary>
[Named("stablesr.FrozenOpenCLIPEmbedder", "StableSR's text encoder (ldm)")]
internal sealed class StableSrTextEmbedder : IFixtureModule
{
    public torch.nn.Module Build(FixtureCase fixture) => new OpenClipTextEmbedder(new OpenClipTextParameters(Config(fixture), scaled: false));

    public IReadOnlyDictionary<string, torch.Tensor> Run(FixtureCase fixture, torch.nn.Module? module)
    {
        using var file = new ModuleCheckpoint(module!);
        using var model = OpenClipTextParameters.Encoder(file, OpenClipTextEmbedder.Prefix, Config(fixture), module!);
        return new Dictionary<string, torch.Tensor> { ["context"] = model.Encode(fixture.Ids("tokens", model), ClipTextOutput.Last).Tokens };
    }

    /// <summary>Without the layer that is not used: its keys are not counted either.</summary>
    private static ClipTextConfig Config(FixtureCase fixture)
    {
        var layer = fixture.Call.OptionalName("layer", "last", "penultimate");
        var config = OpenClipTextParameters.Config(fixture.Config, projection: null);
        return (layer ?? fixture.Config.Name("layer", "last", "last", "penultimate")) == "last" ? config : config with { Layers = config.Layers - 1 };
    }
}
