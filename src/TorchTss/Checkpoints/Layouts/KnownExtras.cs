using System.IO.Enumeration;

namespace TorchTss.Checkpoints.Layouts;

/// <summary>Tensors that published files carry beside their networks and that sampling does not need.</summary>
internal static class KnownExtras
{
    private static readonly string[] _patterns =
    [
        "betas", "alphas_cumprod", "alphas_cumprod_prev", "sqrt_*", "log_one_minus_alphas_cumprod", "posterior_*", "lvlb_weights", "logvar", "scale_factor",
        "model_ema.*", "*.position_ids", "*logit_scale", "*attn_mask", "denoiser.sigmas", "global_step", "cond_stage_model.model.visual.*", "visual.*",
        "vision_model.*", "visual_projection.*", "first_stage_model.loss.*", "loss.*", "v_pred", "ztsnr", "*.num_batches_tracked",
        "*mask_LQ",
    ];

    /// <summary>Whether a key is one of them.</summary>
    public static bool Has(string name) => _patterns.Any(p => FileSystemName.MatchesSimpleExpression(p, name, ignoreCase: false));
}
