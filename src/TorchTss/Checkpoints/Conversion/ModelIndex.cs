using System.Text.Json;
using System.Text.Json.Nodes;
using TorchTss.Checkpoints.Layouts;
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

    /// <summary>Which component a folder is that is itself one: by its configuration's class, else by its tensors.</summary>
    /// <exception cref="UserException">None that is known.</exception>
    public static string OwnComponent(IModelSource source)
    {
        string? name;
        using (var config = source.Config("")) name = ClassOf(config.RootElement);
        if (Array.Find(_classes, c => c.Class == name).Component is { } named) return named;
        using var component = source.Component("");
        return LayoutMatch.Of(new KeyTable(component.Weights.Entries)) is { Parts: [var only] } ? only.Component : throw new UserException(
            $"{source.ConfigPath("")}: the class is {name ?? "not named"}, expected one of {string.Join(", ", _classes.Select(c => c.Class))}; "
            + "is this the right folder?");
    }

    private static string? ClassOf(JsonElement config)
    {
        if (config.TryGetProperty("_class_name", out var own)) return own.GetString();
        return config.TryGetProperty("architectures", out var all) && all is { ValueKind: JsonValueKind.Array } && all.GetArrayLength() > 0
            ? all[0].GetString() : null;
    }
}
