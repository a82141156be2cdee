using System.Text.Json;
using TorchTss.Checkpoints.Layouts;
using TorchTss.Checkpoints.Layouts.Spellings;
using TorchTss.Runtime;

namespace TorchTss.Checkpoints;

/// <summary>A model in the diffusers layout: a folder per component (<c>unet/</c>, <c>vae/</c>, <c>scheduler/</c>, …),
/// or one such folder alone.</summary>
public sealed class DiffusersFolder : IModelSource
{
    private static readonly string[] _configs = ["config.json", "scheduler_config.json"];

    private DiffusersFolder(string path) => Path = path;

    /// <summary>The folder as the user gave it.</summary>
    public string Path { get; }

    /// <summary>Names of the component folders; empty where the folder is itself a component.</summary>
    public IReadOnlyList<string> Components =>
        [.. Directory.EnumerateDirectories(Path)
            .Where(d => ConfigIn(d) is not null)
            .Select(d => System.IO.Path.GetFileName(d)!)
            .Order(StringComparer.Ordinal)];

    /// <summary>Opens a folder; reads nothing yet.</summary>
    /// <exception cref="UserException">No such folder, or nothing of the layout in it.</exception>
    public static DiffusersFolder Open(string path)
    {
        if (File.Exists(path)) throw new UserException($"{path}: is a file; give the folder of a diffusers model");
        if (!Directory.Exists(path)) throw new UserException($"{path}: there is no such folder; check the path");
        var folder = new DiffusersFolder(path);
        if (ConfigIn(path) is null && folder.Components.Count == 0)
        {
            throw new UserException(
                $"{path}: holds no diffusers model; looked for config.json here and in the folders below it (unet/config.json, vae/config.json, …)");
        }
        return folder;
    }

    /// <summary>Whether there is a component of that name; a folder that is itself a component answers to every name.</summary>
    public bool Has(string component) => Find(component) is not null;

    /// <inheritdoc/>
    public string ConfigPath(string component) => Find(component) is { } folder ? ConfigIn(folder)! : System.IO.Path.Combine(Path, component, _configs[0]);

    /// <summary>The configuration of a component, for those without weights too (<c>scheduler</c>); owned by the caller.</summary>
    /// <exception cref="UserException">No such component, or its configuration is no JSON object.</exception>
    public JsonDocument Config(string component) => JsonFile.Read(ConfigIn(Folder(component))!);

    /// <summary>Opens a component: <c>unet</c>, <c>vae</c>, <c>controlnet</c>, <c>text_encoder</c>; owned by the caller.</summary>
    /// <param name="component">The folder's name; ignored where the folder is itself a component.</param>
    /// <param name="variant">Which file of several, such as <c>fp16</c>; null: the one without a variant, else the only one.</param>
    /// <exception cref="UserException">No such component, no configuration, no weights that can be read; lists what was looked for.</exception>
    public DiffusersComponent Component(string component, string? variant = null)
    {
        var folder = Folder(component);
        var config = JsonFile.Read(ConfigIn(folder)!);
        try
        {
            return new DiffusersComponent(folder, config, Present(component, WeightFiles.Open(folder, variant)));
        }
        catch
        {
            config.Dispose();
            throw;
        }
    }

    /// <summary>Weights under the names of today: older files spell an autoencoder's attention and a text encoder otherwise.</summary>
    /// <remarks>Closes the weights where it fails.</remarks>
    private static ICheckpoint Present(string component, ICheckpoint weights)
    {
        IKeySpelling? spelling = component switch
        {
            "vae" => new OldAutoencoderKeys(),
            "text_encoder" or "text_encoder_2" => new ClipTextKeys(),
            _ => null,
        };
        try
        {
            return spelling is null ? weights : new DerivedCheckpoint(weights, spelling.ToDiffusers(new KeyTable(weights.Entries)));
        }
        catch
        {
            weights.Dispose();
            throw;
        }
    }

    private string Folder(string component)
    {
        if (Find(component) is { } folder) return folder;
        if (Directory.Exists(System.IO.Path.Combine(Path, component)))
        {
            throw new UserException($"{System.IO.Path.Combine(Path, component)}: has no config.json; fetch it from where the weights came from");
        }
        throw new UserException($"{Path}: has no folder {component}; found {string.Join(", ", Components)}; give a folder that has it");
    }

    private string? Find(string component)
    {
        var below = System.IO.Path.Combine(Path, component);
        return ConfigIn(below) is not null ? below : ConfigIn(Path) is not null ? Path : null;
    }

    private static string? ConfigIn(string folder) => _configs.Select(c => System.IO.Path.Combine(folder, c)).FirstOrDefault(File.Exists);
}
