using TorchTss.Checkpoints;
using TorchTss.Denoisers;

namespace TorchTss.Verification.Modules;

/// <summary>The constructor arguments that diffusers' schedulers have in common; what this build does not compute is refused.</summary>
internal static class SchedulerArguments
{
    /// <summary>Arguments with the one value that is computed here.</summary>
    private static readonly (string Key, object? Implemented)[] _only =
    [
        ("use_beta_sigmas", false), ("use_lu_lambdas", false), ("use_flow_sigmas", false), ("use_dynamic_shifting", false), ("predict_x0", true),
        ("solver_p", null),
    ];

    /// <summary>Arguments that only other schedulers or refused features read:
    /// files are shared between schedulers, and the originals skip them too.</summary>
    private static readonly string[] _foreign =
    [
        "skip_prk_steps", "clip_sample", "clip_sample_range", "set_alpha_to_one", "variance_type", "dynamic_thresholding_ratio", "sample_max_value",
        "flow_shift", "time_shift_type", "solver_order", "solver_type", "algorithm_type", "lower_order_final", "euler_at_final", "disable_corrector",
        "final_sigmas_type", "use_karras_sigmas", "use_exponential_sigmas", "steps_offset", "timestep_spacing", "rescale_betas_zero_snr",
        "lambda_min_clipped",
    ];

    /// <summary>The configuration of a scheduler case.</summary>
    /// <exception cref="Runtime.UserException">An argument that is not computed here.</exception>
    public static ConfigReader SchedulerConfig(this FixtureCase fixture)
    {
        foreach (var (key, implemented) in _only) fixture.Config.Only(key, implemented);
        fixture.Config.Ignore(_foreign);
        return fixture.Config;
    }

    /// <summary>What the network predicts.</summary>
    public static IPrediction Prediction(this FixtureCase fixture) =>
        Predictions.Of(fixture.Config.Text("prediction_type") ?? "epsilon", $"{fixture.Name}: config.prediction_type");

    /// <summary>Where x0 is clipped; infinite for nowhere. Dynamic thresholding with its default maximum of 1 is clipping to 1.</summary>
    /// <param name="config">The scheduler's.</param>
    /// <param name="clips">Whether the scheduler knows <c>clip_sample</c>, which is on unless it says otherwise.</param>
    public static double Clip(this ConfigReader config, bool clips)
    {
        if (config.Flag("thresholding", false))
        {
            config.Only("sample_max_value", 1);
            return 1;
        }
        return clips && config.Flag("clip_sample", true) ? config.Number("clip_sample_range", 1) : double.PositiveInfinity;
    }
}
