namespace TorchTss.Schedules.Grids;

/// <summary>A model that Align Your Steps was optimised for.</summary>
internal enum AysModel
{
    /// <summary>Stable Diffusion 1.5; used for 2.1 too, which has no published table (<b>ours</b>).</summary>
    Sd,

    /// <summary>Stable Diffusion XL.</summary>
    Sdxl,
}
