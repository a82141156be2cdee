using TorchTss.Schedules;

namespace TorchTss;

/// <summary>Everything that makes a picture: what the command line parses into, a result file stores and a sweep varies.</summary>
/// <remarks>A null means "the host's default". The same settings, input and version give the same bytes.</remarks>
public sealed record RunSettings
{
    /// <summary>The model family: an entry of the host catalogue.</summary>
    public string Host { get; init; } = "tiny";

    /// <summary>Folder of the host's weights; null for a host that ships with its own.</summary>
    public string? Weights { get; init; }

    /// <summary>Folder of the ControlNet, for the <c>controlnet</c> host.</summary>
    public string? ControlNet { get; init; }

    /// <summary>The solver, with its own settings: <c>euler</c>, <c>euler:churn=5</c>.</summary>
    public string? Sampler { get; init; }

    /// <summary>Denoising iterations N, 1 to 1000.</summary>
    public int? Steps { get; init; }

    /// <summary>The one number that all randomness follows from.</summary>
    public long Seed { get; init; }

    /// <summary>Enlargement of width and height, above 0.</summary>
    public double? Scale { get; init; }

    /// <summary>The sampling strategy.</summary>
    public TssSettings Tss { get; init; } = new();

    /// <summary>Side of the autoencoder's tiles in pixels of the enlarged picture; 0: no tiles.</summary>
    public int Tile { get; init; }

    /// <summary>How colours are taken from the input: an entry of the colour-fix catalogue.</summary>
    public string? ColorFix { get; init; }

    /// <summary>Strength of the ControlNet's residuals, 0 or more.</summary>
    public double? ControlScale { get; init; }

    /// <summary>Classifier-free guidance; 1 is off.</summary>
    public double? GuidanceScale { get; init; }

    /// <summary>A safetensors file with ready text states (<c>context</c>, and <c>pooled</c> for SDXL); null: zeros.</summary>
    public string? Embeddings { get; init; }

    /// <summary>What the network predicts: an entry of the prediction catalogue; null: as the weights say.</summary>
    public string? Prediction { get; init; }

    /// <summary><c>auto</c>, <c>cpu</c>, <c>cuda</c> or <c>cuda:n</c>.</summary>
    public string Device { get; init; } = "auto";

    /// <summary><c>auto</c>, <c>fp32</c>, <c>bf16</c> or <c>fp16</c>.</summary>
    public string Dtype { get; init; } = "auto";
}
