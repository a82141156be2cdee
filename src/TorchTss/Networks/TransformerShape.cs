namespace TorchTss.Networks;

/// <summary>The shape of a spatial transformer.</summary>
/// <param name="Channels">Channels of the feature map.</param>
/// <param name="Heads">Number of heads (config.json says "attention_head_dim" and means this).</param>
/// <param name="HeadSize">Channels per head.</param>
/// <param name="Depth">Transformer blocks in a row.</param>
/// <param name="Context">Width of the text states; null: no attention to a text.</param>
/// <param name="Groups">Groups of the norm.</param>
/// <param name="Linear">Projections are linear layers on tokens (SD 2.1, SDXL) instead of 1×1 convolutions (SD 1.5).</param>
internal sealed record TransformerShape(int Channels, int Heads, int HeadSize, int Depth, int? Context, int Groups, bool Linear)
{
    /// <summary>Channels inside the transformer.</summary>
    public int Inner => Heads * HeadSize;

    /// <summary>"norm_eps": ε of the blocks' norms; that of the norm in front of them is 1e-6.</summary>
    public double NormEps { get; init; } = 1e-5;

    /// <summary>"attention_bias": whether q, k and v have biases.</summary>
    public bool AttentionBias { get; init; }
}
