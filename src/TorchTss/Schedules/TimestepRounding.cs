namespace TorchTss.Schedules;

/// <summary>How a real-valued timestep becomes one that the network was trained on.</summary>
public enum TimestepRounding
{
    /// <summary>The rule of the base grid's own official implementation.</summary>
    Host,

    /// <summary>⌊t + 0.5⌋.</summary>
    Nearest,

    /// <summary>Towards zero, as SUPIR does.</summary>
    Floor,

    /// <summary>Not at all: σ is interpolated linearly in log σ, the sinusoid takes the real number.</summary>
    None,

    /// <summary>To nearest, ties to even, as numpy does (PASD, StableSR, diffusers).</summary>
    NearestEven,
}
