using TorchTss.Checkpoints;
using TorchTss.Networks;
using TorchTss.Runtime;

namespace TorchTss.Prompts;

/// <summary>One text encoder of a model, and the tokenizer beside it.</summary>
/// <param name="Model">Where it is.</param>
/// <param name="Component">text_encoder or text_encoder_2.</param>
/// <param name="TokenizerComponent">tokenizer or tokenizer_2.</param>
/// <param name="Projected">Whether its pooled state is projected, and used.</param>
/// <param name="Dialect">How the bundled vocabulary is spoken whatever lies beside the model; null: as the model's own tokenizer does.</param>
internal sealed record TextEncoderFolder(
    IModelSource Model, string Component, string TokenizerComponent, bool Projected, ClipDialect? Dialect = null)
{
    /// <summary>What the configuration says.</summary>
    /// <exception cref="UserException">Another network than CLIP's, or a value that is not implemented.</exception>
    public ClipTextConfig Config()
    {
        using var json = Model.Config(Component);
        var reader = new ConfigReader(json.RootElement, Model.ConfigPath(Component));
        reader.Name("model_type", "clip_text_model", "clip_text_model");
        return ClipTextConfig.Read(reader, Projected);
    }

    /// <summary>The model's own tokenizer, else the bundled vocabulary in the dialect of its kind of encoder.</summary>
    /// <exception cref="UserException">A tokenizer that is damaged or belongs to another encoder.</exception>
    public ClipTokenizer Tokenizer()
    {
        var (config, folder) = (Config(), Path.Combine(Model.Path, TokenizerComponent));
        var tokenizer = Dialect is { } own ? new ClipTokenizer(ClipVocabulary.Bundled, own) : TokenizerFolder.Read(folder, config.QuickGelu ? ClipDialect.HuggingFace : ClipDialect.HuggingFaceOpenClip);
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
        string[] ignore = Projected ? [] : ["text_projection.weight"];
        try
        {
            StrictLoader.Load(model, "the text encoder of its config.json", files.Weights, compute.Dtype, compute.Device, ignore);
        }
        catch
        {
            model.Dispose();
            throw;
        }
        model.eval();
        return new TextEncoder(model, tokenizer);
    }
}
