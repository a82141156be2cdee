using TorchTss.Checkpoints;
using TorchTss.Networks;
using TorchTss.Runtime;

namespace TorchTss.Prompts;

/// <summary>One text encoder of a diffusers folder, and the tokenizer beside it.</summary>
/// <param name="Model">The folder.</param>
/// <param name="Component">text_encoder or text_encoder_2.</param>
/// <param name="TokenizerComponent">tokenizer or tokenizer_2.</param>
/// <param name="Projected">Whether its pooled state is projected, and used.</param>
internal sealed record TextEncoderFolder(DiffusersFolder Model, string Component, string TokenizerComponent, bool Projected)
{
    private static readonly string[] _oldAndUnused = ["*.position_ids"];

    /// <summary>What the configuration says.</summary>
    /// <exception cref="UserException">Another network than CLIP's, or a value that is not implemented.</exception>
    public ClipTextConfig Config()
    {
        using var json = Model.Config(Component);
        var reader = new ConfigReader(json.RootElement, Path.Combine(Model.Path, Component, "config.json"));
        reader.Name("model_type", "clip_text_model", "clip_text_model");
        return ClipTextConfig.Read(reader, Projected);
    }

    /// <summary>The model's own tokenizer, else the bundled vocabulary in the dialect of its kind of encoder.</summary>
    /// <exception cref="UserException">A tokenizer that is damaged or belongs to another encoder.</exception>
    public ClipTokenizer Tokenizer()
    {
        var (config, folder) = (Config(), Path.Combine(Model.Path, TokenizerComponent));
        var tokenizer = TokenizerFolder.Read(folder, config.QuickGelu ? ClipDialect.HuggingFace : ClipDialect.HuggingFaceOpenClip);
        if (tokenizer.Size <= config.Vocabulary) return tokenizer;
        throw new UserException($"{folder}: has ids up to {tokenizer.Size - 1}, and {Component} knows {config.Vocabulary}; "
            + "use the tokenizer of the same model");
    }

    /// <summary>Loads the encoder; owned by the caller.</summary>
    /// <exception cref="UserException">Weights that are missing or do not fit.</exception>
    public TextEncoder Open(Compute compute)
    {
        var (config, tokenizer) = (Config(), Tokenizer());
        using var files = Model.Component(Component);
        var model = MetaDevice.Build(() => new ClipTextModel(config));
        var source = new RenamedCheckpoint(files.Weights, Canonical);
        string[] ignore = Projected ? _oldAndUnused : [.. _oldAndUnused, "text_projection.weight"];
        StrictLoader.Load(model, "the text encoder of its config.json", source, compute.Dtype, compute.Device, ignore);
        model.eval();
        return new TextEncoder(model, tokenizer);
    }

    /// <summary>Recent files leave the first part of the names out.</summary>
    private static string Canonical(string name) => name.Split('.')[0] is "embeddings" or "encoder" or "final_layer_norm" ? $"text_model.{name}" : name;
}
