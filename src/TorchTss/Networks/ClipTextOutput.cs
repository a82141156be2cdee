namespace TorchTss.Networks;

/// <summary>Which of its states a text encoder is asked for; layers that no answer needs are not computed.</summary>
/// <param name="Skip">Layers that are left out at the end of the states: 0 for the last, 1 for the penultimate.</param>
/// <param name="Normalized">Whether the final norm is applied to the states.</param>
/// <param name="Pooled">Whether the pooled state is wanted as well; it always comes from the last layer.</param>
internal sealed record ClipTextOutput(int Skip = 0, bool Normalized = true, bool Pooled = false)
{
    /// <summary>SD 1.x and 2.x in diffusers layout, and PASD: the last layer, normalised.</summary>
    public static ClipTextOutput Last { get; } = new();

    /// <summary>Both of SDXL's and SUPIR's encoders: the penultimate layer as it is.</summary>
    public static ClipTextOutput Penultimate { get; } = new(Skip: 1, Normalized: false);

    /// <summary>StableSR, which keeps the 24th layer of its encoder and does not use it: the penultimate layer, normalised.</summary>
    public static ClipTextOutput PenultimateNormalized { get; } = new(Skip: 1);
}
