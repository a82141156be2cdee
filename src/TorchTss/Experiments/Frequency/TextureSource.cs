namespace TorchTss.Experiments.Frequency;

/// <summary>Whose variance says how busy a patch is.</summary>
internal enum TextureSource
{
    /// <summary>The reference's.</summary>
    Reference,

    /// <summary>The enlarged input's.</summary>
    Input,
}
