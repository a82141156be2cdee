using TorchSharp;
using TorchTss.Prompts;
using TorchTss.Runtime;

namespace TorchTss.Verification.Modules;

/// <summary>The tokenizers of SUPIR's two text encoders.</summary>
[Named("supir.Tokenizer", "SUPIR's two tokenizers (transformers and open_clip)")]
internal sealed class SupirTokenizer : IFixtureModule
{
    public IReadOnlyDictionary<string, torch.Tensor> Run(FixtureCase fixture, torch.nn.Module? module)
    {
        var length = fixture.Config.Count("context_length", 77);
        return new Dictionary<string, torch.Tensor>
        {
            ["clip_l"] = TokenizerCase.Rows(fixture, "texts", ClipTokenizer.HuggingFace, length),
            ["bigg"] = TokenizerCase.Rows(fixture, "texts", ClipTokenizer.OpenClip, length),
        };
    }
}
