using System.Collections.Immutable;
using TorchTss.Checkpoints;
using TorchTss.Checkpoints.Layouts;
using TorchTss.Checkpoints.Layouts.Spellings;
using TorchTss.Networks;
using TorchTss.Networks.Supir;
using static TorchSharp.torch;

namespace TorchTss.Benchmarks;

/// <summary>SUPIR and an SDXL base of small width in one folder, with the names of the published files and random numbers: something to run.</summary>
internal static class SyntheticSupir
{
    private const int Pooled = 48;

    private static readonly SupirConfig _network = new()
    {
        Channels = [32, 64, 64],
        Layers = [1, 1, 1],
        Heads = [0, 1, 1],
        TransformerDepth = [0, 1, 1],
        MiddleDepth = 1,
        ContextChannels = [64, 64, 64],
        LinearProjection = true,
        VectorChannels = Pooled + 48,
    };

    private static readonly AutoencoderConfig _codec = AutoencoderConfig.Sdxl with { Channels = [32, 32, 32, 32], Layers = 1 };

    /// <summary>Writes base.safetensors and SUPIR.safetensors.</summary>
    /// <param name="folder">It is made.</param>
    /// <returns>The folder.</returns>
    public static string Write(string folder)
    {
        Directory.CreateDirectory(folder);
        manual_seed(0);
        Write(Path.Combine(folder, "base.safetensors"),
        [
            .. SpeltKeys.Of(() => new LightUNet(_network)).Without("project_modules.").With("model.diffusion_model."),
            .. Autoencoder().With("first_stage_model."),
            .. SpeltKeys.Of(() => new ClipTextModel(new() { Width = 24, PerceptronWidth = 32, Layers = 3, Heads = 1 })).With("conditioner.embedders.0.transformer."),
            .. SpeltKeys.Of(() => new ClipTextModel(
                new() { Width = 40, PerceptronWidth = 64, Layers = 3, Heads = 1, QuickGelu = false, Projection = Pooled })).In(new OpenClipTextKeys()).With("conditioner.embedders.1.model."),
        ]);
        Write(Path.Combine(folder, "SUPIR.safetensors"),
        [
            .. SpeltKeys.Of(() => new GlvControl(_network)).With("model.control_model."),
            .. SpeltKeys.Of(() => new LightUNet(_network)).Under("project_modules.").With("model.diffusion_model.project_modules."),
            .. Autoencoder().Under("encoder.").With("first_stage_model.denoise_encoder."),
        ]);
        return folder;
    }

    private static void Write(string path, IEnumerable<(string Name, ImmutableArray<long> Shape)> keys)
    {
        var entries = keys.Select(k => new CheckpointEntry(k.Name, float32, k.Shape)).ToDictionary(e => e.Name);
        using var writer = new SafetensorsWriter(path, entries.Values);
        foreach (var name in writer.Names)
        {
            using var scope = NewDisposeScope();
            writer.Add(name, SyntheticWeights.Values(name, [.. entries[name].Shape]));
        }
        writer.Commit();
    }

    private static KeyTable Autoencoder() => SpeltKeys.Of(() => new Autoencoder(_codec)).In(new LdmAutoencoderKeys());
}
