using System.Text.Json.Nodes;

namespace TorchTss.Checkpoints.Layouts.Configs;

/// <summary>The noise of a single file: Stable Diffusion's, with what a file may say of its prediction type.</summary>
internal static class SchedulerShape
{
    /// <summary>A diffusers <c>scheduler/scheduler_config.json</c>.</summary>
    /// <param name="file">All keys of the file: trainers leave a tensor v_pred, and ztsnr for a schedule that ends in pure noise.</param>
    /// <param name="family">The usual type.</param>
    public static JsonObject Of(KeyTable file, ModelFamily family) => new()
    {
        ["_class_name"] = "DDIMScheduler",
        ["num_train_timesteps"] = 1000,
        ["beta_start"] = 0.00085,
        ["beta_end"] = 0.012,
        ["beta_schedule"] = "scaled_linear",
        ["prediction_type"] = file.Has("v_pred") ? "v_prediction" : family.Prediction,
        ["rescale_betas_zero_snr"] = file.Has("ztsnr"),
        ["timestep_spacing"] = "leading",
        ["steps_offset"] = 1,
        ["clip_sample"] = false,
        ["set_alpha_to_one"] = false,
    };
}
