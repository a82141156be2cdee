using System.Text.Json;

namespace TorchTss.Checkpoints;

/// <summary>One network of a diffusers folder: its configuration and its weights.</summary>
/// <param name="Folder">Where both lie.</param>
/// <param name="Config"><c>config.json</c>.</param>
/// <param name="Weights">One file or a sharded index.</param>
public sealed record DiffusersComponent(string Folder, JsonDocument Config, ICheckpoint Weights) : IDisposable
{
    /// <summary>Closes both; tensors taken from the weights stay valid.</summary>
    public void Dispose()
    {
        Config.Dispose();
        Weights.Dispose();
    }
}
