using TorchSharp;
using TorchTss.Prompts;
using TorchTss.Runtime;

namespace TorchTss.Verification.Modules;

/// <summary>The tokenizers of SD 1.x, SD 2.x and SDXL, told apart by what they fill a text up with.</summary>
[Named("transformers.CLIPTokenizer", "tokenizers of SD 1.x, SD 2.x and SDXL (transformers)")]
internal sealed class TransformersClipTokenizer : IFixtureModule
{
    public IReadOnlyDictionary<string, torch.Tensor> Run(FixtureCase fixture, torch.nn.Module? module)
    {
        var json = fixture.Config;
        json.Ignore("folder");                                  // the vocabulary is the same in all of them
        var (byEnd, pad) = (ClipTokenizer.HuggingFace, json.Whole("pad_token_id", 49407));
        if (pad != byEnd.End) json.Only("pad_token_id", 0);
        var tokenizer = pad == byEnd.End ? byEnd : ClipTokenizer.HuggingFaceOpenClip;
        return new Dictionary<string, torch.Tensor>
        {
            ["input_ids"] = TokenizerCase.Rows(fixture, "text", tokenizer, json.Count("model_max_length", 77)),
        };
    }
}
