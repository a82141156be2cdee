using System.Text.Json;
using TorchTss.Checkpoints;
using TorchTss.Networks;
using TorchTss.Runtime;

namespace TorchTss.Prompts;

/// <summary>The text encoders of a model: one, or two for SDXL.</summary>
internal sealed class TextEncoderFolders
{
    private readonly IModelSource _model;
    private readonly TextEncoderFolder[] _encoders;

    private TextEncoderFolders(IModelSource model, TextEncoderFolder[] encoders) => (_model, _encoders) = (model, encoders);

    /// <summary>Whether no negative prompt means zeros; else it means the empty prompt.</summary>
    /// <remarks>"force_zeros_for_empty_prompt" of model_index.json, true for SDXL where nothing is said.</remarks>
    public bool ZerosForNoNegative =>
        _encoders.Length > 1 && !SaysFalse(Path.Combine(_model.Path, "model_index.json"), "force_zeros_for_empty_prompt");

    /// <summary>The text encoders that belong to a UNet; null where the model lacks one.</summary>
    public static TextEncoderFolders? Find(IModelSource model, UNetConfig unet)
    {
        var encoders = Expected(model, unet);
        return encoders.All(e => model.Components.Contains(e.Component)) ? new TextEncoderFolders(model, encoders) : null;
    }

    /// <summary>The same where they must be there, checked against the UNet.</summary>
    /// <param name="model">Where they are.</param>
    /// <param name="unet">What takes the states.</param>
    /// <param name="option">The option that needs them, for errors.</param>
    /// <param name="dialects">How the bundled vocabulary is spoken by each; none: as the model's own tokenizers do.</param>
    /// <exception cref="UserException">A text encoder that is missing or was made for another UNet.</exception>
    public static TextEncoderFolders Of(IModelSource model, UNetConfig unet, string option, params ReadOnlySpan<ClipDialect> dialects)
    {
        var found = Find(model, unet) ?? throw Missing(model, unet, option);
        found.RefuseMisfit(unet);
        for (var i = 0; i < dialects.Length; i++) found._encoders[i] = found._encoders[i] with { Dialect = dialects[i] };
        return found;
    }

    /// <summary>Refuses to leave out more layers than there are.</summary>
    /// <exception cref="UsageException">Says how many there are.</exception>
    public void Check(int clipSkip)
    {
        var layers = _encoders.Min(e => e.Config().Layers);
        var most = layers - _encoders.Length;           // one layer stays; SDXL leaves one out itself
        if (clipSkip <= most) return;
        throw new UsageException($"--clip-skip {clipSkip}: the text encoder has {layers} layers and cannot leave out so many; use 0 to {most}");
    }

    /// <summary>What is to say of a prompt before it is encoded; null for nothing.</summary>
    public string? Notice(string prompt, LongPrompt rule, string option) =>
        PromptTokens.Of(_encoders[0].Tokenizer(), prompt, _encoders[0].Config().Positions, rule).Notice(option);

    /// <summary>Loads all of them; owned by the caller.</summary>
    /// <exception cref="UserException">Weights that are missing or do not fit.</exception>
    public IPromptEncoder Open(Compute compute)
    {
        var first = _encoders[0].Open(compute);
        if (_encoders.Length == 1) return new StableDiffusionPrompts(first);
        try
        {
            return new SdxlPrompts(first, _encoders[1].Open(compute));
        }
        catch
        {
            first.Dispose();
            throw;
        }
    }

    private static TextEncoderFolder[] Expected(IModelSource model, UNetConfig unet)
    {
        var first = new TextEncoderFolder(model, "text_encoder", "tokenizer", Projected: false);
        return unet.TextTime is null ? [first] : [first, new TextEncoderFolder(model, "text_encoder_2", "tokenizer_2", Projected: true)];
    }

    private static UserException Missing(IModelSource model, UNetConfig unet, string option)
    {
        var file = Directory.Exists(model.Path) ? "/config.json" : "";
        string[] names = [.. Expected(model, unet).Select(e => e.Component).Where(c => !model.Components.Contains(c)).Select(c => $"{c}{file}")];
        return new UserException($"{model.Path}: has no text encoder for {option}; looked for {string.Join(" and ", names)}; "
            + "use a model that has one, or give ready text states with --embeddings");
    }

    private void RefuseMisfit(UNetConfig unet)
    {
        ClipTextConfig[] configs = [.. _encoders.Select(e => e.Config())];
        var names = string.Join(" and ", _encoders.Select(e => e.Component));
        Compare("states", configs.Sum(c => c.Width), unet.ContextChannels[0]);
        if (unet.TextTime is { } added) Compare("a pooled state", configs[^1].Projection!.Value, added.PooledChannels);

        void Compare(string what, int made, int taken)
        {
            if (made == taken) return;
            throw new UserException($"{_model.Path}: {names} {(configs.Length == 1 ? "gives" : "give")} {what} of {made} channels and the UNet takes "
                + $"{taken}; use the text encoders of the same model");
        }
    }

    private static bool SaysFalse(string path, string key)
    {
        if (!File.Exists(path)) return false;
        using var json = JsonFile.Read(path);
        return json.RootElement.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.False;
    }
}
