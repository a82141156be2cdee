using System.Text.Json;
using TorchTss.Checkpoints;
using TorchTss.Denoisers;
using TorchTss.Runtime;
using TorchTss.Schedules;

namespace TorchTss.Hosts;

/// <summary>What <c>scheduler/scheduler_config.json</c> says of a model: its noise and what it predicts.
/// Sampler choices in it are not read.</summary>
/// <param name="Table">Noise by timestep.</param>
/// <param name="Prediction">A name of the prediction catalogue.</param>
internal sealed record SchedulerConfig(NoiseTable Table, string Prediction)
{
    /// <summary>A folder without a scheduler is taken for Stable Diffusion with ε-prediction.</summary>
    /// <exception cref="UserException">A schedule or prediction type that does not exist here.</exception>
    public static SchedulerConfig Read(DiffusersFolder folder)
    {
        if (!folder.Components.Contains("scheduler")) return new SchedulerConfig(NoiseTable.ScaledLinear(), "epsilon");
        using var json = folder.Config("scheduler");
        var (root, where) = (json.RootElement, Path.Combine(folder.Path, "scheduler", "scheduler_config.json"));
        var schedule = Text(root, "beta_schedule", "linear");
        var (start, end) = (Number(root, "beta_start", 0.0001), Number(root, "beta_end", 0.02));
        var count = (int)Number(root, "num_train_timesteps", 1000);
        var table = schedule switch
        {
            "scaled_linear" => NoiseTable.ScaledLinear(start, end, count),
            "linear" => NoiseTable.Linear(start, end, count),
            _ => throw new UserException(
                $"{where}: beta_schedule is '{schedule}', expected scaled_linear or linear; this model's noise is not known here"),
        };
        if (root.TryGetProperty("rescale_betas_zero_snr", out var rescale) && rescale.ValueKind == JsonValueKind.True)
        {
            table = table.WithZeroTerminalSnr();
        }
        var prediction = Text(root, "prediction_type", "epsilon");
        Predictions.Of(prediction, $"{where}: prediction_type");
        return new SchedulerConfig(table, prediction == "v_prediction" ? "v" : prediction);
    }

    private static string Text(JsonElement root, string key, string absent) =>
        root.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : absent;

    private static double Number(JsonElement root, string key, double absent) =>
        root.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : absent;
}
