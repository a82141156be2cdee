namespace TorchTss.Hosts;

/// <summary>What a host does where the settings say nothing.</summary>
public sealed record HostDefaults
{
    /// <summary>The solver.</summary>
    public string Sampler { get; init; } = "euler";

    /// <summary>N.</summary>
    public int Steps { get; init; } = 7;

    /// <summary>Enlargement.</summary>
    public double Scale { get; init; } = 4;

    /// <summary>The colour fix.</summary>
    public string ColorFix { get; init; } = "wavelet";

    /// <summary>Strength of the ControlNet.</summary>
    public double ControlScale { get; init; } = 1;

    /// <summary>Classifier-free guidance; 1 is off.</summary>
    public double GuidanceScale { get; init; } = 1;

    /// <summary>What the network predicts.</summary>
    public required string Prediction { get; init; }
}
