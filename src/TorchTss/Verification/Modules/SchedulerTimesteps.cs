using TorchTss.Checkpoints;
using TorchTss.Runtime;
using TorchTss.Schedules;

namespace TorchTss.Verification.Modules;

/// <summary>The timestep and σ lists of diffusers' schedulers, noisiest first.</summary>
internal static class SchedulerTimesteps
{
    /// <summary>Lists of the one-step schedulers in whole numbers, as DDPM and DDIM have them.</summary>
    public static double[] OneStepWhole(string spacing, int steps, int trainSteps, int offset) =>
        [.. OneStep(spacing, steps, trainSteps, offset).Select(t => Math.Round(t))];

    /// <summary>Lists of the one-step schedulers: linspace (not rounded), leading or trailing.</summary>
    public static double[] OneStep(string spacing, int steps, int trainSteps, int offset) => spacing switch
    {
        "linspace" => [.. Linspace(0, trainSteps - 1, steps).Reverse()],
        "leading" => [.. Enumerable.Range(0, steps).Select(i => (double)i * (trainSteps / steps) + offset).Reverse()],
        _ => Trailing(steps, trainSteps),
    };

    /// <summary>Lists of the multistep schedulers: N of N + 1 points, without the smallest; whole numbers.</summary>
    /// <param name="spacing">linspace, leading or trailing.</param>
    /// <param name="steps">N.</param>
    /// <param name="trainSteps">T.</param>
    /// <param name="last">T, or less where <c>lambda_min_clipped</c> cuts the noisiest off.</param>
    /// <param name="offset">"steps_offset".</param>
    public static double[] Multistep(string spacing, int steps, int trainSteps, int last, int offset) => spacing switch
    {
        "linspace" => [.. Linspace(0, last - 1, steps + 1).Skip(1).Select(t => Math.Round(t)).Reverse()],
        "leading" => [.. Enumerable.Range(1, steps).Select(i => (double)i * (last / (steps + 1)) + offset).Reverse()],
        _ when last < trainSteps => throw new UserException("config.lambda_min_clipped: not implemented with trailing timesteps; leave it out"),
        _ => Trailing(steps, trainSteps),
    };

    /// <summary>σ between timesteps, linear in σ as diffusers has it (ours is linear in ln σ).</summary>
    public static double[] Sigmas(NoiseTable table, IEnumerable<double> timesteps) => [.. timesteps.Select(t =>
    {
        var low = (int)Math.Clamp(Math.Floor(t), 0, table.Count - 1);
        return table.Sigmas[low] + (t - low) * (table.Sigmas[Math.Min(low + 1, table.Count - 1)] - table.Sigmas[low]);
    })];

    /// <summary>Karras et al. 2022, Eq. 5, ρ = 7.</summary>
    public static double[] Karras(double highest, double lowest, int steps)
    {
        var (top, bottom) = (Math.Pow(highest, 1 / 7.0), Math.Pow(lowest, 1 / 7.0));
        return [.. Linspace(0, 1, steps).Select(ramp => Math.Pow(top + ramp * (bottom - top), 7))];
    }

    /// <summary>Evenly in ln σ.</summary>
    public static double[] Exponential(double highest, double lowest, int steps) =>
        [.. Linspace(Math.Log(highest), Math.Log(lowest), steps).Select(Math.Exp)];

    /// <summary>The two σ lists that replace the interpolated one, if the configuration asks for either.</summary>
    public static double[]? Replacement(ConfigReader config, SchedulerRun run, double highest, double lowest, int steps)
    {
        var (karras, exponential) = (config.Flag("use_karras_sigmas", false), config.Flag("use_exponential_sigmas", false));
        if (!karras && !exponential) return null;
        var key = karras ? "use_karras_sigmas" : "use_exponential_sigmas";
        if (karras && exponential) throw config.Refusal(key, "and use_exponential_sigmas are both true, which the original refuses");
        if (run.CustomTimesteps is not null || run.TimestepMap is not null)
        {
            throw config.Refusal(key, "is true beside given timesteps, which exclude it");
        }
        return karras ? Karras(highest, lowest, steps) : Exponential(highest, lowest, steps);
    }

    /// <summary>numpy's arange(T, 0, −T/N), which counts in its own difference rather than in T/N, rounded, minus 1.</summary>
    private static double[] Trailing(int steps, int trainSteps)
    {
        var difference = trainSteps - (double)trainSteps / steps - trainSteps;
        return [.. Enumerable.Range(0, steps).Select(i => Math.Round(trainSteps + i * difference) - 1)];
    }

    /// <summary>numpy's linspace: the step is rounded first, the last value exact.</summary>
    private static IEnumerable<double> Linspace(double start, double end, int count)
    {
        var step = (end - start) / (count - 1);
        return Enumerable.Range(0, count).Select(i => i > 0 && i == count - 1 ? end : i == 0 ? start : start + i * step);
    }
}
