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
    /// <summary>A model without a scheduler is taken for Stable Diffusion with ε-prediction.</summary>
    /// <exception cref="UserException">A schedule or prediction type that does not exist here.</exception>
    public static SchedulerConfig Read(IModelSource model)
    {
        if (!model.Components.Contains("scheduler")) return new SchedulerConfig(NoiseTable.ScaledLinear(), "epsilon");
        using var json = model.Config("scheduler");
        var where = model.ConfigPath("scheduler");
        var config = new ConfigReader(json.RootElement, where);
        config.Only("num_train_timesteps", 1000);       // the base grids are made for it
        var table = BetaSchedule.Read(config);
        var prediction = config.Text("prediction_type") ?? "epsilon";
        Predictions.Of(prediction, $"{where}: prediction_type");
        return new SchedulerConfig(table, prediction == "v_prediction" ? "v" : prediction);
    }
}
