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
        var rule = Catalog<ILevelMap>.Create(fixture.Call.TryGetProperty("level_map", out var name) ? name.GetString()! : "area", "call.level_map");
        return new TimestepMap(fixture.Input("timestep"), rule).Levels(sample.size(2), sample.size(3), levels, sample.device);
    }

    /// <summary>Text states and, for SDXL, pooled text and time ids.</summary>
    public static Conditioning Conditioning(this FixtureCase fixture, torch.nn.Module network) => new(
        fixture.Input("encoder_hidden_states", network),
        fixture.OptionalInput("text_embeds") is null ? null : fixture.Input("text_embeds", network),
        fixture.OptionalInput("time_ids")?.to(network.parameters().First().device));

    /// <summary>Where a case's configuration stands, for errors.</summary>
    public static string ConfigFile(this FixtureCase fixture) => Path.Combine(fixture.Folder, "case.json");
}
