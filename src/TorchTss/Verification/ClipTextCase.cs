using TorchSharp;
using TorchTss.Networks;

namespace TorchTss.Verification;

/// <summary>What the cases of text encoders in transformers' layout have in common.</summary>
internal static class ClipTextCase
{
    /// <summary>Each expected output by a run of its own, which goes as far as that output needs.</summary>
    public static IReadOnlyDictionary<string, torch.Tensor> Outputs(FixtureCase fixture, ClipTextModel model)
    {
        var ids = fixture.Ids("input_ids", model);
        return fixture.Outputs.Select(name => (name, Output(name))).Where(o => o.Item2 is not null).ToDictionary(o => o.name, o => o.Item2!);

        torch.Tensor? Output(string name) => name switch
        {
            "last_hidden_state" => model.Encode(ids, ClipTextOutput.Last).Tokens,
            "pooler_output" when model.Config.Projection is null => Pooled(),
            "text_embeds" when model.Config.Projection is not null => Pooled(),
            _ when name.Split('.') is ["hidden_states", var k] && int.TryParse(k, out var layer) && layer <= model.Config.Layers =>
                model.Encode(ids, new ClipTextOutput(model.Config.Layers - layer, Normalized: false)).Tokens,
            _ => null,
        };

        torch.Tensor Pooled() => model.Encode(ids, ClipTextOutput.Last with { Pooled = true }).Pooled!;
    }

    /// <summary>Tokens where the network is.</summary>
    public static torch.Tensor Ids(this FixtureCase fixture, string name, torch.nn.Module network) =>
        fixture.Input(name).to(network.parameters().First().device);
}
