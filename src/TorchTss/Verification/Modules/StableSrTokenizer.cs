using TorchSharp;
using TorchTss.Prompts;
using TorchTss.Runtime;

namespace TorchTss.Verification.Modules;

/// <summary>open_clip's tokenizer as StableSR calls it.</summary>
[Named("stablesr.Tokenizer", "StableSR's tokenizer (open_clip)")]
internal sealed class StableSrTokenizer : IFixtureModule
{
    public IReadOnlyDictionary<string, torch.Tensor> Run(FixtureCase fixture, torch.nn.Module? module)
    {
        fixture.Config.Only("vocab_size", 49408);
        return new Dictionary<string, torch.Tensor>
        {
            ["ids"] = TokenizerCase.Rows(fixture, "texts", ClipTokenizer.OpenClip, fixture.Config.Count("context_length", 77)),
        };
    }
}
