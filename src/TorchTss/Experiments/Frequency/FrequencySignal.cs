namespace TorchTss.Experiments.Frequency;

/// <summary>What of a step is looked at.</summary>
internal enum FrequencySignal
{
    /// <summary>The model's clean prediction.</summary>
    X0,

    /// <summary>The latent after the step.</summary>
    Xt,
}
