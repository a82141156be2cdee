using TorchTss.Runtime;

namespace TorchTss.Schedules.Grids;

/// <summary>Whose table Align Your Steps takes.</summary>
internal sealed record AysOptions
{
    /// <summary>The model.</summary>
    [Setting("sd for Stable Diffusion 1.5 and 2.1, sdxl for XL")]
    public AysModel Model { get; init; } = AysModel.Sd;
}
