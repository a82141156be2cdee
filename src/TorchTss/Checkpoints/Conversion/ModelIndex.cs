using System.Text.Json;
using System.Text.Json.Nodes;
using TorchTss.Runtime;

namespace TorchTss.Checkpoints.Conversion;

/// <summary>The table of contents of a diffusers folder, <c>model_index.json</c>, and the classes in it.</summary>
internal static class ModelIndex
{
    private static readonly (string Component, string Library, string Class)[] _classes =
    [
        ("unet", "diffusers", "UNet2DConditionModel"),
        ("controlnet", "diffusers", "ControlNetModel"),
        ("vae", "diffusers", "AutoencoderKL"),
        ("text_encoder", "transformers", "CLIPTextModel"),
        ("text_encoder_2", "transformers", "CLIPTextModelWithProjection"),
        ("scheduler", "diffusers", "DDIMScheduler"),
    ];

    /// <summary>The table of some components.</summary>
    public static JsonObject Of(IModelSource source, IReadOnlyList<string> networks)
    {
        var index = new JsonObject
        {
            ["_class_name"] = networks.Contains("text_encoder_2") ? "StableDiffusionXLPipeline" : "StableDiffusionPipeline",
        };
        foreach (var (component, library, @class) in _classes)
        {
            if (!networks.Contains(component) && !(component == "scheduler" && source.Has(component))) continue;
            using var config = source.Config(component);
            index[component] = new JsonArray(library, ClassOf(config.RootElement) ?? @class);
        }
        return index;
    }

    /// <summary>Which component a configuration is of.</summary>
    /// <exception cref="UserException">A class that is none of them.</exception>
    public static string ComponentOf(JsonElement config, string where)
    {
        var name = ClassOf(config);
        var found = Array.Find(_classes, c => c.Class == name);
        return found.Component ?? throw new UserException(
            $"{where}: the class is {name ?? "not named"}, expected one of {string.Join(", ", _classes.Select(c => c.Class))}; is this the right folder?");
    }

    private static string? ClassOf(JsonElement config)
    {
        if (config.TryGetProperty("_class_name", out var own)) return own.GetString();
        return config.TryGetProperty("architectures", out var all) && all is { ValueKind: JsonValueKind.Array } && all.GetArrayLength() > 0
            ? all[0].GetString() : null;
    }
}
