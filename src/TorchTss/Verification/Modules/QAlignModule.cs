using TorchSharp;
using TorchTss.Metrics.QAlign;
using TorchTss.Runtime;

namespace TorchTss.Verification.Modules;

/// <summary>Q-Align's model: what it sees, what the language model gets of it, and what it answers.</summary>
[Named("qalign.MPLUGOwl2LlamaForCausalLM", "mPLUG-Owl2 of any size, asked for Q-Align's five words (Q-Align)")]
internal sealed class QAlignModule : IFixtureModule
{
    private const int FirstWords = 64;

    public torch.nn.Module Build(FixtureCase fixture) => new OwlModel(OwlConfig.Read(fixture.Config));

    public IReadOnlyDictionary<string, torch.Tensor> Run(FixtureCase fixture, torch.nn.Module? module)
    {
        var model = (OwlModel)module!;
        var pixels = fixture.Input("pixel_values", model);
        var vision = model.Vision.call(pixels);
        var picture = model.Abstractor.call(vision);
        var state = model.Continue(picture, fixture.Input("input_ids").to(pixels.device));
        var answers = model.Logits(state, torch.tensor(QAlignPrompt.Answers, device: pixels.device));
        return new Dictionary<string, torch.Tensor>
        {
            ["vision"] = vision,
            ["visual_embeddings"] = picture,
            ["logits5"] = answers,
            ["score"] = QAlignScale.Of("1-5").Expected(answers),
            ["last_logits_first64"] = model.Logits(state, torch.arange(FirstWords, device: pixels.device)),
        };
    }
}
