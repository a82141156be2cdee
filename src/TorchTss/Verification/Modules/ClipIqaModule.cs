using TorchSharp;
using TorchTss.Metrics;
using TorchTss.Metrics.ClipIqa;
using TorchTss.Runtime;

namespace TorchTss.Verification.Modules;

/// <summary>CLIP-IQA: features of a picture and of the ten texts, their logits, the score.</summary>
[Named("pyiqa.CLIPIQA", "CLIP-IQA on CLIP's residual networks (pyiqa)")]
internal sealed class ClipIqaModule : IFixtureModule
{
    public torch.nn.Module Build(FixtureCase fixture)
    {
        fixture.Config.Name("model_type", "clipiqa", "clipiqa");
        fixture.Config.Ignore("backbone", "pretrained");        // config.clip says the shape, the fill the values
        return new Clip(ClipConfig.Read(fixture.Config.Part("clip")));
    }

    public IReadOnlyDictionary<string, torch.Tensor> Run(FixtureCase fixture, torch.nn.Module? module)
    {
        var clip = (Clip)module!;
        var pixels = ClipPixels.Normalize(fixture.Pixels("image", clip));
        var texts = clip.EncodeText(ClipPromptTokens.Of(ClipPrompts.Five).to(pixels.device));
        var (plain, positioned) = (clip.Visual.call(pixels, false), clip.Visual.call(pixels, true));
        var logits = clip.Logits(fixture.Config.Flag("pos_embedding", false) ? positioned : plain, texts);
        var stem = clip.Visual.Stem(pixels);
        return new Dictionary<string, torch.Tensor>
        {
            ["tap.stem"] = stem.slice(1, 0, 4, 1).clone(),
            ["tap.layer4"] = clip.Visual.Stages(stem).slice(1, 0, 64, 1),
            ["image_features"] = plain,
            ["image_features_pos"] = positioned,
            ["text_features"] = texts,
            ["logits"] = logits,
            ["score"] = ClipIqaScorer.Preference(logits),
        };
    }
}
