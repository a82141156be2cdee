using TorchTss.Schedules;

namespace TorchTss.Hosts;

/// <summary>What a host does where the settings say nothing.</summary>
public sealed record HostDefaults
{
    /// <summary>The solver.</summary>
    public string Sampler { get; init; } = "euler";

    /// <summary>N.</summary>
    public int Steps { get; init; } = 7;

    /// <summary>S_churn, for solvers that have it; null: their own.</summary>
    public double? SChurn { get; init; }

    /// <summary>S_noise, for solvers that have it; null: their own.</summary>
    public double? SNoise { get; init; }

    /// <summary>The uniform schedule that is resampled.</summary>
    public string BaseGrid { get; init; } = BaseGrids.Host;

    /// <summary>Whether TDS and SDS are on without being asked for, as in presets that are made of them.</summary>
    public bool Tss { get; init; }

    /// <summary>Enlargement.</summary>
    public double Scale { get; init; } = 4;

    /// <summary>The least short side that the networks work on; null: the picture's own.</summary>
    public int? MinSize { get; init; }

    /// <summary>The colour fix.</summary>
    public string ColorFix { get; init; } = "wavelet";

    /// <summary>Strength of the ControlNet.</summary>
    public double ControlScale { get; init; } = 1;

    /// <summary>Classifier-free guidance; 1 is off.</summary>
    public double GuidanceScale { get; init; } = 1;

    /// <summary>Guidance where the noise is strongest; null: the same throughout.</summary>
    public double? CfgStart { get; init; }

    /// <summary>Exponent of restoration guidance; null where there is none.</summary>
    public double? Restore { get; init; }

    /// <summary>What the network predicts.</summary>
    public required string Prediction { get; init; }
}
