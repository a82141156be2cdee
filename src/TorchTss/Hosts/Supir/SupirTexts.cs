using System.Text.Json;
using TorchTss.Checkpoints;
using TorchTss.Runtime;

namespace TorchTss.Hosts.Supir;

/// <summary>SDXL's text encoders, wherever each comes from, as one model.</summary>
/// <param name="Path">The folder or file that was given; a folder may have tokenizers.</param>
/// <param name="Parts">The encoders.</param>
internal sealed record SupirTexts(string Path, IReadOnlyList<SupirPart> Parts) : IModelSource
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Components => [.. Parts.Select(p => p.Component)];

    /// <inheritdoc/>
    public bool Has(string component) => Components.Contains(component);

    /// <inheritdoc/>
    public string ConfigPath(string component) => $"{Part(component).Path} ({component})";

    /// <inheritdoc/>
    public JsonDocument Config(string component) => Part(component).Config();

    /// <inheritdoc/>
    public DiffusersComponent Component(string component, string? variant = null) => Part(component).Open();

    private SupirPart Part(string component) => Parts.FirstOrDefault(p => p.Component == component)
        ?? throw new UserException($"{Path}: has no {component}; found {string.Join(", ", Components)}");
}
