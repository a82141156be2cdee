using System.Text.Json;
using TorchTss.Runtime;

namespace TorchTss.Checkpoints;

/// <summary>Where the networks of a model come from: a diffusers folder, or one file in any layout.</summary>
public interface IModelSource
{
    /// <summary>What the user gave.</summary>
    string Path { get; }

    /// <summary>Names of the components, as diffusers calls their folders: unet, vae, controlnet, text_encoder, scheduler, ….</summary>
    IReadOnlyList<string> Components { get; }

    /// <summary>Whether <see cref="Component"/> would find this one.</summary>
    bool Has(string component);

    /// <summary>Where a component's configuration is written, for errors.</summary>
    string ConfigPath(string component);

    /// <summary>The configuration of a component, for those without weights too (<c>scheduler</c>); owned by the caller.</summary>
    /// <exception cref="UserException">No such component, or its configuration is no JSON object.</exception>
    JsonDocument Config(string component);

    /// <summary>Configuration and weights of a component, under diffusers' names; owned by the caller.</summary>
    /// <param name="component">Its name.</param>
    /// <param name="variant">Which file of several, such as <c>fp16</c>; only folders have them.</param>
    /// <exception cref="UserException">No such component, or nothing that can be read.</exception>
    DiffusersComponent Component(string component, string? variant = null);
}
