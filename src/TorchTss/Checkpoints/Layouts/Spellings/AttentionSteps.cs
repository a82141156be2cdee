namespace TorchTss.Checkpoints.Layouts.Spellings;

/// <summary>The weights of an autoencoder's attention: 1×1 convolutions in ldm and in old diffusers files, linear layers in diffusers today.</summary>
internal static class AttentionSteps
{
    /// <summary>To a linear layer's shape, where the file has a convolution's.</summary>
    /// <param name="keys">Of the file.</param>
    /// <param name="name">The tensor.</param>
    /// <param name="within">What the names of attention weights contain there.</param>
    public static TensorStep Squeeze(KeyTable keys, string name, string within) =>
        name.Contains(within, StringComparison.Ordinal) && keys.Shape(name) is [_, _, 1, 1] ? TensorStep.Squeeze : TensorStep.None;

    /// <summary>To a convolution's shape.</summary>
    /// <param name="keys">Under diffusers' names.</param>
    /// <param name="name">The tensor.</param>
    public static TensorStep Unsqueeze(KeyTable keys, string name) =>
        name.Contains(".mid_block.attentions.", StringComparison.Ordinal) && keys.Shape(name).Length == 2 ? TensorStep.Unsqueeze : TensorStep.None;
}
