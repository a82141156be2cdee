namespace TorchTss.Checkpoints.Layouts;

/// <summary>What the shapes of a single file do not say and its family does.</summary>
/// <param name="Name">For people.</param>
/// <param name="Heads">Attention heads of every level; null: <see cref="HeadChannels"/> decides.</param>
/// <param name="HeadChannels">Channels of a head.</param>
/// <param name="SampleSize">Side of the latents that the UNet was trained on.</param>
/// <param name="ScalingFactor">Of the autoencoder's latents.</param>
/// <param name="Prediction">prediction_type.</param>
internal sealed record ModelFamily(string Name, int? Heads, int HeadChannels, int SampleSize, double ScalingFactor, string Prediction)
{
    /// <summary>Stable Diffusion 1.x.</summary>
    public static ModelFamily Sd1 { get; } = new("SD 1.x", 8, 40, 64, 0.18215, "epsilon");

    /// <summary>Stable Diffusion 2.x: 768-v; the base model is the same file with another prediction type.</summary>
    public static ModelFamily Sd2 { get; } = new("SD 2.x", null, 64, 96, 0.18215, "v_prediction");

    /// <summary>Stable Diffusion XL base.</summary>
    public static ModelFamily Sdxl { get; } = new("SDXL", null, 64, 128, 0.13025, "epsilon");

    /// <summary>By a UNet or a ControlNet: only SDXL has an added condition, and SD 1.x projects with convolutions.</summary>
    /// <param name="keys">As diffusers names them.</param>
    public static ModelFamily Of(KeyTable keys)
    {
        if (keys.HasUnder("add_embedding.")) return Sdxl;
        var projection = keys.Names.FirstOrDefault(n => n.EndsWith(".proj_in.weight", StringComparison.Ordinal));
        return projection is null || keys.Shape(projection).Length == 4 ? Sd1 : Sd2;
    }
}
