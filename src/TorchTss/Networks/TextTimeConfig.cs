namespace TorchTss.Networks;

/// <summary>SDXL's second conditioning ("text_time"): pooled text and six numbers about sizes and crops, added to the time embedding.</summary>
/// <param name="NumberWidth">Width of each number's sinusoid ("addition_time_embed_dim").</param>
/// <param name="InputWidth">Pooled text and the six sinusoids together ("projection_class_embeddings_input_dim").</param>
internal sealed record TextTimeConfig(int NumberWidth, int InputWidth)
{
    /// <summary>Width of the pooled text.</summary>
    public int PooledChannels => InputWidth - 6 * NumberWidth;
}
