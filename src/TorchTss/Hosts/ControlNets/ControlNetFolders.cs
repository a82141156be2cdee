using TorchTss.Checkpoints;
using TorchTss.Runtime;

namespace TorchTss.Hosts.ControlNets;

/// <summary>Where the networks are: a model in diffusers layout, and a ControlNet in it or beside it.</summary>
internal sealed record ControlNetFolders(DiffusersFolder Model, DiffusersFolder ControlNet)
{
    /// <summary>From the settings.</summary>
    /// <param name="weights">The model's folder.</param>
    /// <param name="controlNet">The ControlNet's; null: <c>controlnet</c> within the model.</param>
    /// <exception cref="UserException">A folder that is missing or holds no model.</exception>
    public static ControlNetFolders Open(string weights, string? controlNet)
    {
        var model = DiffusersFolder.Open(weights);
        if (controlNet is not null) return new ControlNetFolders(model, DiffusersFolder.Open(controlNet));
        return model.Components.Contains("controlnet") ? new ControlNetFolders(model, model)
            : throw new UsageException(
                $"--controlnet: {weights} has no folder controlnet; give the folder of a ControlNet that was made for this model");
    }
}
