using System.Collections.Immutable;
using TorchTss.Checkpoints;
using TorchTss.Checkpoints.Layouts;
using TorchTss.Checkpoints.Layouts.Spellings;
using TorchTss.Networks;
using TorchTss.Networks.Supir;
using TorchTss.Tests.Checkpoints;
using static TorchSharp.torch;

namespace TorchTss.Tests.Hosts.Supir;

/// <summary>SUPIR and its base at toy width, under the names of the published files.</summary>
internal static class SupirToy
{
    public static SupirConfig Network { get; } = new()
    {
        Channels = [32, 64, 128],
        Layers = [2, 2, 2],
        Heads = [0, 1, 2],
        TransformerDepth = [0, 1, 2],
        MiddleDepth = 2,
        ContextChannels = [64, 64, 64],
        LinearProjection = true,
        VectorChannels = 96,
    };

    public static AutoencoderConfig Codec { get; } = AutoencoderConfig.Sdxl with { Channels = [32, 64, 128, 128] };

    private static readonly Lazy<(string, ImmutableArray<long>)[]> _unet = new(() =>
        [.. SpeltKeys.Of(() => new LightUNet(Network)).Without("project_modules.").With("model.diffusion_model.")]);

    private static readonly Lazy<(string, ImmutableArray<long>)[]> _own = new(() => [.. Own(Network, Codec)]);
    private static readonly Lazy<(string, ImmutableArray<long>)[]> _autoencoder = new(() => [.. Ldm(Codec).With("first_stage_model.")]);
    private static readonly Lazy<(string, ImmutableArray<long>)[]> _texts = new(() => [.. Texts()]);

    /// <summary>An SDXL model in one file.</summary>
    public static IEnumerable<(string, ImmutableArray<long>)> Base() => [.. UNet(), .. Autoencoder(), .. TextEncoders()];

    public static IEnumerable<(string, ImmutableArray<long>)> UNet() => _unet.Value;

    public static IEnumerable<(string, ImmutableArray<long>)> Autoencoder() => _autoencoder.Value;

    public static IEnumerable<(string, ImmutableArray<long>)> TextEncoders() => _texts.Value;

    /// <summary>SUPIR's own file.</summary>
    public static IEnumerable<(string, ImmutableArray<long>)> Own() => _own.Value;

    private static IEnumerable<(string, ImmutableArray<long>)> Texts() =>
    [
        .. SpeltKeys.Of(() => new ClipTextModel(new() { Width = 24, PerceptronWidth = 32, Layers = 3, Heads = 1 })).With("conditioner.embedders.0.transformer."),
        .. SpeltKeys.Of(() => new ClipTextModel(new() { Width = 40, PerceptronWidth = 64, Layers = 3, Heads = 1, QuickGelu = false, Projection = 48 }))
            .In(new OpenClipTextKeys()).With("conditioner.embedders.1.model."),
        ("conditioner.embedders.0.transformer.text_model.embeddings.position_ids", [1, 77]),
        ("conditioner.embedders.1.model.logit_scale", []),
    ];

    /// <summary>SUPIR's own file of another shape.</summary>
    public static IEnumerable<(string, ImmutableArray<long>)> Own(SupirConfig network, AutoencoderConfig codec) =>
    [
        .. SpeltKeys.Of(() => new GlvControl(network)).With("model.control_model."),
        ("model.control_model.mask_LQ", [1, 4, 64, 64]),
        .. SpeltKeys.Of(() => new LightUNet(network)).Under("project_modules.").With("model.diffusion_model.project_modules."),
        .. Ldm(codec).Under("encoder.").With("first_stage_model.denoise_encoder."),
    ];

    /// <summary>Base and SUPIR in one folder, with numbers in them: something to run.</summary>
    public static string Folder(string folder)
    {
        Directory.CreateDirectory(folder);
        Filled(Path.Combine(folder, "base.safetensors"), Base());
        Filled(Path.Combine(folder, "SUPIR.safetensors"), Own());
        return folder;
    }

    /// <summary>A file whose numbers follow from the names.</summary>
    public static string Filled(string path, IEnumerable<(string Name, ImmutableArray<long> Shape)> keys)
    {
        CheckpointEntry[] entries = [.. keys.Select(k => new CheckpointEntry(k.Name, k.Name.EndsWith("position_ids", StringComparison.Ordinal) ? int64 : float32, k.Shape))];
        using var writer = new SafetensorsWriter(path, entries);
        var (byName, fill) = (entries.ToDictionary(e => e.Name), new DeterministicFill());
        foreach (var name in writer.Names)
        {
            using var scope = NewDisposeScope();
            var entry = byName[name];
            writer.Add(name, fill.Parameter(name, [.. entry.Shape]).to(entry.Dtype!.Value));
        }
        writer.Commit();
        return path;
    }

    public static string Write(string path, params IEnumerable<(string, ImmutableArray<long>)>[] keys) =>
        SparseCheckpoint.Write(path, keys.SelectMany(k => k), SafetensorsDtype.F32);

    /// <summary>The same with a value for every tensor, which follows from its name.</summary>
    public static Dictionary<string, Tensor> Filled(params IEnumerable<(string Name, ImmutableArray<long> Shape)>[] keys)
    {
        var fill = new DeterministicFill();
        return keys.SelectMany(k => k).ToDictionary(k => k.Name, k => fill.Parameter(k.Name, [.. k.Shape]));
    }

    private static KeyTable Ldm(AutoencoderConfig codec) => SpeltKeys.Of(() => new Autoencoder(codec)).In(new LdmAutoencoderKeys());
}
