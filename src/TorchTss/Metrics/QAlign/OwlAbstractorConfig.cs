using TorchTss.Checkpoints;

namespace TorchTss.Metrics.QAlign;

/// <summary>The abstractor's shape: "visual_config.visual_abstractor" of config.json.</summary>
internal sealed record OwlAbstractorConfig
{
    /// <summary>"num_learnable_queries": tokens that the language model gets of a picture, besides the end mark.</summary>
    public int Queries { get; init; } = 64;

    /// <summary>"hidden_size".</summary>
    public int Width { get; init; } = 1024;

    /// <summary>"intermediate_size".</summary>
    public int Hidden { get; init; } = 2816;

    /// <summary>"num_hidden_layers".</summary>
    public int Layers { get; init; } = 6;

    /// <summary>"num_attention_heads".</summary>
    public int Heads { get; init; } = 16;

    /// <summary>"grid_size": patches per side of the picture.</summary>
    public int Grid { get; init; } = 32;

    /// <summary>"layer_norm_eps": of the norm inside the perceptron alone; the others have 1e-5.</summary>
    public double Epsilon { get; init; } = 1e-6;

    /// <summary>From its part of config.json.</summary>
    /// <param name="json">The part.</param>
    /// <param name="vision">The encoder, whose tokens it reads.</param>
    /// <exception cref="Runtime.UserException">A value that this network does not implement, or that cannot be.</exception>
    public static OwlAbstractorConfig Read(ConfigReader json, OwlVisionConfig vision)
    {
        json.Only("encoder_hidden_size", vision.Width);
        var width = json.Count("hidden_size", 1024);
        if (width != vision.Width) throw json.Refusal("hidden_size", $"is {width}, but the visual_model's is {vision.Width}");
        var grid = json.OptionalCount("grid_size") ?? 32;
        if (grid != vision.Grid) throw json.Refusal("grid_size", $"is {grid}, but the visual_model has {vision.Grid} patches per side");
        return new OwlAbstractorConfig
        {
            Queries = json.Count("num_learnable_queries", 64),
            Width = width,
            Hidden = json.Count("intermediate_size", 2816),
            Layers = json.Count("num_hidden_layers", 6),
            Heads = json.Count("num_attention_heads", 16),
            Grid = grid,
            Epsilon = json.Number("layer_norm_eps", 1e-6),
        };
    }
}
