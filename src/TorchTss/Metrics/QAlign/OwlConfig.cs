using TorchTss.Checkpoints;

namespace TorchTss.Metrics.QAlign;

/// <summary>The shape of an mPLUG-Owl2, under the names of its config.json. The defaults are OneAlign's.</summary>
internal sealed record OwlConfig
{
    /// <summary>"vocab_size".</summary>
    public int Vocabulary { get; init; } = 32000;

    /// <summary>"hidden_size".</summary>
    public int Width { get; init; } = 4096;

    /// <summary>"intermediate_size".</summary>
    public int Hidden { get; init; } = 11008;

    /// <summary>"num_hidden_layers".</summary>
    public int Layers { get; init; } = 32;

    /// <summary>"num_attention_heads".</summary>
    public int Heads { get; init; } = 32;

    /// <summary>"num_key_value_heads": so many heads of keys and values are shared by the heads of queries.</summary>
    public int KeyHeads { get; init; } = 32;

    /// <summary>"rms_norm_eps".</summary>
    public double Epsilon { get; init; } = 1e-5;

    /// <summary>"rope_theta": base of the rotations' wavelengths.</summary>
    public double Theta { get; init; } = 10000;

    /// <summary>The picture encoder.</summary>
    public OwlVisionConfig Vision { get; init; } = new();

    /// <summary>What makes few tokens of many.</summary>
    public OwlAbstractorConfig Abstractor { get; init; } = new();

    /// <summary>Channels of a head.</summary>
    public int HeadSize => Width / Heads;

    /// <summary>From config.json; absent keys take the defaults of the official class.</summary>
    /// <exception cref="Runtime.UserException">A value that this network does not implement, or that cannot be.</exception>
    public static OwlConfig Read(ConfigReader json)
    {
        json.Name("hidden_act", "silu", "silu");
        json.Only("rope_scaling", null);
        json.Only("attention_bias", false);
        json.Only("tie_word_embeddings", false);
        var visual = json.Part("visual_config");
        var vision = OwlVisionConfig.Read(visual.Part("visual_model"));
        var heads = json.Count("num_attention_heads", 32);
        return new OwlConfig
        {
            Vocabulary = json.Count("vocab_size", 32000),
            Width = json.Count("hidden_size", 4096),
            Hidden = json.Count("intermediate_size", 11008),
            Layers = json.Count("num_hidden_layers", 32),
            Heads = heads,
            KeyHeads = json.OptionalCount("num_key_value_heads") ?? heads,
            Epsilon = json.Number("rms_norm_eps", 1e-6),
            Theta = json.Number("rope_theta", 10000),
            Vision = vision,
            Abstractor = OwlAbstractorConfig.Read(visual.Part("visual_abstractor"), vision),
        };
    }
}
