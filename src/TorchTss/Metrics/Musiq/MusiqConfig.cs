using System.Collections.Immutable;
using TorchTss.Checkpoints;

namespace TorchTss.Metrics.Musiq;

/// <summary>The shape of a MUSIQ, under the names of pyiqa's constructor. The defaults are the released networks.</summary>
internal sealed record MusiqConfig
{
    /// <summary>"patch_size": side of a patch, a multiple of 4.</summary>
    public int Patch { get; init; } = 32;

    /// <summary>"num_class": 1 for a score, more for a distribution over the scores 1, 2, ….</summary>
    public int Classes { get; init; } = 1;

    /// <summary>"hidden_size".</summary>
    public int Width { get; init; } = 384;

    /// <summary>"mlp_dim".</summary>
    public int Hidden { get; init; } = 1152;

    /// <summary>"num_heads".</summary>
    public int Heads { get; init; } = 6;

    /// <summary>"num_layers".</summary>
    public int Layers { get; init; } = 14;

    /// <summary>"num_scales": rows of the scale table.</summary>
    public int Scales { get; init; } = 3;

    /// <summary>"spatial_pos_grid_size": patches of any picture share a grid of so many rows and columns.</summary>
    public int Grid { get; init; } = 10;

    /// <summary>"longer_side_lengths": the picture is seen at these sizes, then at its own.</summary>
    public ImmutableArray<int> LongerSides { get; init; } = [224, 384];

    /// <summary>From constructor arguments.</summary>
    /// <exception cref="Runtime.UserException">A value that this network does not implement, or that cannot be.</exception>
    public static MusiqConfig Read(ConfigReader json)
    {
        json.Only("use_scale_emb", true);
        json.Only("use_sinusoid_pos_emb", false);
        json.Only("max_seq_len_from_original_res", -1);         // all patches of the picture itself
        json.Ignore("attention_dropout_rate", "dropout_rate", "pretrained", "pretrained_model_path");
        return new MusiqConfig
        {
            Patch = json.Count("patch_size", 32),
            Classes = json.Count("num_class", 1),
            Width = json.Count("hidden_size", 384),
            Hidden = json.Count("mlp_dim", 1152),
            Heads = json.Count("num_heads", 6),
            Layers = json.Count("num_layers", 14),
            Scales = json.Count("num_scales", 3),
            Grid = json.Count("spatial_pos_grid_size", 10),
            LongerSides = json.List("longer_side_lengths", 224, 384),
        };
    }
}
