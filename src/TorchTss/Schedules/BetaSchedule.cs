using TorchTss.Checkpoints;

namespace TorchTss.Schedules;

/// <summary>The noise table of a diffusers scheduler configuration, with the defaults of its classes.</summary>
internal static class BetaSchedule
{
    /// <summary>ᾱ and σ of what the configuration says about β.</summary>
    /// <param name="config">A <c>scheduler_config.json</c> or the constructor arguments of a scheduler.</param>
    /// <param name="pureNoise">Under a zero terminal SNR, what the last ᾱ is instead of 0; null: 2⁻²⁴, as the schedulers have it that divide by it.</param>
    /// <exception cref="Runtime.UserException">A schedule that is not known here.</exception>
    public static NoiseTable Read(ConfigReader config, double? pureNoise = null)
    {
        var (start, end) = (config.Number("beta_start", 0.0001), config.Number("beta_end", 0.02));
        var (count, trained) = (config.Count("num_train_timesteps", 1000), config.Numbers("trained_betas"));
        if (trained is not null) config.Ignore("beta_schedule");
        var table = trained is not null ? NoiseTable.FromBetas(trained) : config.Name("beta_schedule", "linear", "linear", "scaled_linear", Cosine) switch
        {
            "linear" => NoiseTable.Linear(start, end, count),
            Cosine => NoiseTable.SquaredCosine(count),
            _ => NoiseTable.ScaledLinear(start, end, count),
        };
        if (trained is not null && trained.Length != count)
        {
            throw config.Refusal("trained_betas", $"has {trained.Length} entries for {count} num_train_timesteps");
        }
        return !config.Flag("rescale_betas_zero_snr", false) ? table
            : pureNoise is { } last ? table.WithZeroTerminalSnr(last) : table.WithZeroTerminalSnr();
    }

    private const string Cosine = "squaredcos_cap_v2";
}
