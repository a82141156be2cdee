using System.Text.Json;
using TorchTss.Checkpoints;
using TorchTss.Checkpoints.Layouts;
using TorchTss.Checkpoints.Layouts.Spellings;
using TorchTss.Hosts.Memory;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Hosts.Supir;

/// <summary>A network, or a part of one, and the one file or folder that its weights come from.</summary>
/// <remarks>Its tensors have the names that the networks here give them.</remarks>
/// <param name="component">unet, vae, text_encoder, text_encoder_2, control, adaptors or denoise_encoder.</param>
/// <param name="source">Where it is.</param>
/// <param name="name">What the source calls it.</param>
internal sealed class SupirPart(string component, IModelSource source, string? name = null)
{
    /// <summary>What adaptors' names begin with in the UNet.</summary>
    public const string Adaptors = "project_modules.";

    private readonly Lazy<(IReadOnlyList<CheckpointEntry> Entries, string File)> _header = new(() => Header(component, source, name ?? component));

    /// <summary>What it is.</summary>
    public string Component => component;

    /// <summary>Where it is.</summary>
    public IModelSource Source => source;

    /// <summary>The file, or the folder of this component.</summary>
    public string Path => source is DiffusersFolder ? System.IO.Path.Combine(source.Path, name ?? component) : source.Path;

    /// <summary>The file's name; behind its folder's in a diffusers folder.</summary>
    public string File => _header.Value.File;

    /// <summary>All tensors, by their headers.</summary>
    public IReadOnlyList<CheckpointEntry> Entries => _header.Value.Entries;

    /// <summary>How many tensors of the file it is made of.</summary>
    public int Count => source is SingleFileModel file ? file.Tensors(name ?? component) : Entries.Count;

    /// <summary>Its configuration, owned by the caller.</summary>
    public JsonDocument Config() => source.Config(name ?? component);

    /// <summary>Configuration and weights as the source names them, owned by the caller.</summary>
    public DiffusersComponent Open() => source.Component(name ?? component);

    /// <summary>Loads it into a module that was built on the meta device.</summary>
    /// <param name="module">The network.</param>
    /// <param name="label">For errors: "SDXL's UNet".</param>
    /// <param name="compute">Device and dtype.</param>
    /// <param name="prefix">The module's keys that it has; all unless given.</param>
    /// <param name="except">Those that it has not.</param>
    /// <exception cref="UserException">Keys or shapes that do not fit.</exception>
    public void Load(nn.Module module, string label, Compute compute, string prefix = "", string? except = null)
    {
        using var weights = Weights(component, source, name ?? component);
        StrictLoader.Load(module, label, weights, compute.Dtype, compute.Device, part: prefix, except: except);
    }

    /// <summary>What it takes in memory.</summary>
    public NetworkMemory Memory(string label, Compute compute) => NetworkMemory.Of(label, Entries, compute);

    private static (IReadOnlyList<CheckpointEntry>, string) Header(string component, IModelSource source, string name)
    {
        using var weights = Weights(component, source, name);
        var file = source is DiffusersFolder ? System.IO.Path.GetRelativePath(source.Path, weights.Path) : System.IO.Path.GetFileName(weights.Path);
        return (weights.Entries, file);
    }

    private static ICheckpoint Weights(string component, IModelSource source, string name)
    {
        var files = source.Component(name);
        files.Config.Dispose();
        try
        {
            return component switch
            {
                "unet" => new DerivedCheckpoint(files.Weights, new LdmUNetKeys().FromDiffusers(new KeyTable(files.Weights.Entries))),
                SupirLayout.Adaptors => new RenamedCheckpoint(files.Weights, key => Adaptors + key),
                _ => files.Weights,
            };
        }
        catch
        {
            files.Weights.Dispose();
            throw;
        }
    }
}
