using TorchSharp;
using TorchTss.Checkpoints;
using TorchTss.Networks;
using TorchTss.Runtime;

namespace TorchTss.Verification.Modules;

/// <summary>open_clip's text tower: filled under its own names or read from its own file, then run as the encoder that hosts use.</summary>
[Named("open_clip.TextTransformer", "text towers of OpenCLIP in their own layout (open_clip)")]
internal sealed class OpenClipText : IFixtureModule
{
    public torch.nn.Module Build(FixtureCase fixture) => new OpenClipTextParameters(Config(fixture), scaled: false);

    public IReadOnlyDictionary<string, torch.Tensor> Run(FixtureCase fixture, torch.nn.Module? module)
    {
        using ICheckpoint file = fixture.Call.Text("weights") is { } weights
            ? SafetensorsFile.Open(Path.Combine(fixture.Folder, weights)) : new ModuleCheckpoint(module!);
        using var model = OpenClipTextParameters.Encoder(file, "", Config(fixture), module!);
        var ids = fixture.Ids("text", model);
        var last = model.Encode(ids, ClipTextOutput.Last with { Pooled = true });
        return new Dictionary<string, torch.Tensor>
        {
            ["penultimate"] = model.Encode(ids, ClipTextOutput.Penultimate).Tokens,
            ["penultimate_ln_final"] = model.Encode(ids, ClipTextOutput.PenultimateNormalized).Tokens,
            ["last"] = last.Tokens,
            ["pooled"] = last.Pooled!,
        };
    }

    private static ClipTextConfig Config(FixtureCase fixture) =>
        OpenClipTextParameters.Config(fixture.Config, fixture.Config.Count("output_dim", 512));
}
