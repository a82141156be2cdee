using TorchTss.Checkpoints;

namespace TorchTss.Schedules;

/// <summary>The noise table of a diffusers scheduler configuration, with the defaults of its classes.</summary>
internal static class BetaSchedule
{
    private const string Cosine = "squaredcos_cap_v2";

    /// <summary>ᾱ and σ of what the configuration says about β.</summary>
    /// <param name="config">A <c>scheduler_config.json</c> or the constructor arguments of a scheduler.</param>
    /// <param name="pureNoise">Under a zero terminal SNR, what the last ᾱ is instead of 0; null: 2⁻²⁴, as where it is divided by.</param>
    /// <exception cref="Runtime.UserException">A schedule that is not known here.</exception>
    public static NoiseTable Read(ConfigReader config, double? pureNoise = null)
    {
        var table = Betas(config);
        if (!config.Flag("rescale_betas_zero_snr", false)) return table;
        return pureNoise is { } last ? table.WithZeroTerminalSnr(last) : table.WithZeroTerminalSnr();
    }

    private static NoiseTable Betas(ConfigReader config)
    {
        var (start, end, count) = (config.Number("beta_start", 0.0001), config.Number("beta_end", 0.02), config.Count("num_train_timesteps", 1000));
        if (config.Numbers("trained_betas") is { } trained)
        {
            config.Ignore("beta_schedule");         // replaced, whatever it says
            return trained.Length == count ? NoiseTable.FromBetas(trained)
                : throw config.Refusal("trained_betas", $"has {trained.Length} entries for {count} num_train_timesteps");
        }
        return config.Name("beta_schedule", "linear", "linear", "scaled_linear", Cosine) switch
        {
            "linear" => NoiseTable.Linear(start, end, count),
            Cosine => NoiseTable.SquaredCosine(count),
            _ => NoiseTable.ScaledLinear(start, end, count),
        };
    }
}
