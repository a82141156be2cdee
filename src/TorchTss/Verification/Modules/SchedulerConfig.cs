using System.Text.Json;
using TorchTss.Denoisers;
using TorchTss.Runtime;
using TorchTss.Schedules;

namespace TorchTss.Verification.Modules;

/// <summary>The constructor arguments of a diffusers scheduler, read with the official defaults;
/// what this build does not compute is refused.</summary>
internal sealed class SchedulerConfig(FixtureCase fixture)
{
    /// <summary>Arguments with the one value that is computed here, as JSON.</summary>
    private static readonly Dictionary<string, string> _fixed = new()
    {
        ["thresholding"] = "false",
        ["use_beta_sigmas"] = "false",
        ["use_lu_lambdas"] = "false",
        ["use_flow_sigmas"] = "false",
        ["use_dynamic_shifting"] = "false",
        ["predict_x0"] = "true",
        ["solver_p"] = "null",
        ["interpolation_type"] = "\"linear\"",
        ["timestep_type"] = "\"discrete\"",
        ["sigma_min"] = "null",
        ["sigma_max"] = "null",
    };

    /// <summary>Arguments that only other schedulers or refused features read:
    /// files are shared between schedulers, and the originals skip them too.</summary>
    private static readonly HashSet<string> _foreign =
    [
        "skip_prk_steps", "clip_sample", "clip_sample_range", "set_alpha_to_one", "variance_type", "dynamic_thresholding_ratio", "sample_max_value",
        "flow_shift", "time_shift_type", "solver_order", "solver_type", "algorithm_type", "lower_order_final", "euler_at_final", "disable_corrector",
        "final_sigmas_type", "use_karras_sigmas", "use_exponential_sigmas", "steps_offset", "timestep_spacing", "rescale_betas_zero_snr",
    ];

    private readonly HashSet<string> _read = [];

    /// <summary>T, the number of training steps.</summary>
    public int TrainSteps => Whole("num_train_timesteps", 1000);

    /// <summary>What the network predicts.</summary>
    public IPrediction Prediction => Predictions.Of(Text("prediction_type", "epsilon"), $"{fixture.Name}: config.prediction_type");

    public string Text(string key, string absent) => Find(key) is { ValueKind: JsonValueKind.String } value ? value.GetString()! : absent;

    public double Number(string key, double absent) => Find(key) is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : absent;

    public int Whole(string key, int absent) => Find(key) is { ValueKind: JsonValueKind.Number } value ? value.GetInt32() : absent;

    public bool Flag(string key, bool absent) =>
        Find(key) is { ValueKind: JsonValueKind.True or JsonValueKind.False } value ? value.GetBoolean() : absent;

    public double[]? Numbers(string key) =>
        Find(key) is { ValueKind: JsonValueKind.Array } value ? [.. value.EnumerateArray().Select(v => v.GetDouble())] : null;

    /// <summary>One of some names.</summary>
    /// <exception cref="UserException">Another.</exception>
    public string Choice(string key, params string[] known)
    {
        var given = Text(key, known[0]);
        return known.Contains(given) ? given
            : throw Refused(key, $"is '{given}', expected {string.Join(" or ", known)}; this build computes no other");
    }

    /// <summary>ᾱ and σ of the configured β.</summary>
    /// <param name="pureNoise">Under a zero terminal SNR, what the last ᾱ is instead of 0:
    /// schedulers that divide by it have 2⁻²⁴, the others next to nothing.</param>
    public NoiseTable Table(double pureNoise)
    {
        var (start, end) = (Number("beta_start", 0.0001), Number("beta_end", 0.02));
        var table = Numbers("trained_betas") is { } betas ? NoiseTable.FromBetas(betas)
            : Choice("beta_schedule", "linear", "scaled_linear") == "linear" ? NoiseTable.Linear(start, end, TrainSteps)
            : NoiseTable.ScaledLinear(start, end, TrainSteps);
        if (!Flag("rescale_betas_zero_snr", false)) return table;
        var rescaled = table.WithZeroTerminalSnr().AlphaBars;
        return NoiseTable.FromBetas(rescaled.SetItem(rescaled.Length - 1, pureNoise).Select((a, i) => 1 - a / (i > 0 ? rescaled[i - 1] : 1)));
    }

    /// <summary>To be called after everything was read.</summary>
    /// <exception cref="UserException">An argument that was not read and matters, or that nobody knows.</exception>
    public void RefuseTheRest()
    {
        foreach (var (key, value) in fixture.Config.EnumerateObject().Select(p => (p.Name, p.Value.GetRawText())))
        {
            if (_read.Contains(key) || _foreign.Contains(key) || key.StartsWith('_')) continue;
            if (!_fixed.TryGetValue(key, out var only)) throw Refused(key, $"is no argument of {fixture.Module}; leave it out");
            if (value != only) throw Refused(key, $"is {value}, expected {only}; this build computes nothing else");
        }
    }

    private UserException Refused(string key, string why) => new($"{fixture.Name}: config.{key} {why}");

    private JsonElement? Find(string key)
    {
        _read.Add(key);
        return fixture.Config.TryGetProperty(key, out var value) ? value : null;
    }
}
