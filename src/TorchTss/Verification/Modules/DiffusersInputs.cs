using TorchSharp;
using TorchTss.Networks;
using TorchTss.Runtime;

namespace TorchTss.Verification.Modules;

/// <summary>The inputs that cases of the diffusers family have in common.</summary>
internal static class DiffusersInputs
{
    /// <summary>An input where the network is and in its dtype.</summary>
    public static torch.Tensor Input(this FixtureCase fixture, string name, torch.nn.Module network)
    {
        var parameter = network.parameters().First();
        return fixture.Input(name).to(parameter.dtype).to(parameter.device);
    }

    /// <summary>Inputs <c>prefix0</c>, <c>prefix1</c>, … likewise.</summary>
    public static IReadOnlyList<torch.Tensor> Inputs(this FixtureCase fixture, string prefix, torch.nn.Module network) =>
        [.. fixture.Inputs(prefix).Select((_, k) => fixture.Input($"{prefix}{k}", network))];

    /// <summary><c>in.timestep</c>: a number per batch item [B] or a map [B, h, w], reduced as <c>call.level_map</c> says.</summary>
    public static TimestepLevels Timesteps(this FixtureCase fixture, torch.Tensor sample, int levels)
    {
        var rule = Catalog<ILevelMap>.Create(fixture.Call.Text("level_map") ?? "area", "call.level_map");
        return new TimestepMap(fixture.Input("timestep"), rule).Levels(sample.size(2), sample.size(3), levels, sample.device);
    }

    /// <summary>Text states and, for SDXL, pooled text and time ids.</summary>
    public static Conditioning Conditioning(this FixtureCase fixture, torch.nn.Module network, DenoiserConfig config)
    {
        var text = fixture.Input("encoder_hidden_states", network);
        if (config.TextTime is not null) return new(text, fixture.Input("text_embeds", network), fixture.Input("time_ids").to(text.device));
        fixture.IgnoreInputs("text_embeds");                    // the original does not look at them either
        fixture.IgnoreInputs("time_ids");
        return new(text);
    }
}
