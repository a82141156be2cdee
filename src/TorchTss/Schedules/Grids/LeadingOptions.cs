using TorchTss.Runtime;

namespace TorchTss.Schedules.Grids;

/// <summary>The shift of the leading grid.</summary>
internal sealed record LeadingOptions
{
    /// <summary>diffusers' steps_offset, 1 in every released Stable Diffusion configuration.</summary>
    [Setting("added to every timestep; diffusers' steps_offset", 0, 1)]
    public int Offset { get; init; } = 1;
}
