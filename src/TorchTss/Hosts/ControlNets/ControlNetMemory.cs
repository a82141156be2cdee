using TorchTss.Checkpoints;
using TorchTss.Hosts.Memory;
using TorchTss.Networks;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Hosts.ControlNets;

/// <summary>What a run of the ControlNet host takes, from headers and configurations.</summary>
internal static class ControlNetMemory
{
    private const string Text = "text encoders", Codec = "autoencoder", Denoiser = "UNet", Control = "ControlNet";

    /// <summary>For a picture of some size.</summary>
    /// <param name="settings">The run.</param>
    /// <param name="sources">Where its networks are.</param>
    /// <param name="profile">The host's defaults.</param>
    /// <param name="width">Width of the input in pixels.</param>
    /// <param name="height">Its height.</param>
    public static MemoryNeed Of(RunSettings settings, ControlNetSources sources, HostProfile profile, int width, int height)
    {
        var configs = ControlNetConfigs.Read(sources);
        var compute = Compute.Planned(settings.Device, settings.Dtype);
        var codec = CodecCompute.Of(configs.Autoencoder, compute);
        var scale = settings.Resolve(profile).Scale!.Value;
        var pixels = (long)(width * scale) * (long)(height * scale);
        var tile = settings.Tile == 0 ? pixels : Math.Min(pixels, (long)settings.Tile * settings.Tile);
        var guided = settings.GuidanceScale is not (null or 1);
        var positions = pixels / (configs.Autoencoder.Factor * configs.Autoencoder.Factor) * (guided ? 2 : 1);
        var denoising = Math.Max(ActivationMemory.UNet(configs.UNet, positions), ActivationMemory.ControlNet(configs.ControlNet, positions));
        string[] encoders = [.. new[] { "text_encoder", "text_encoder_2" }.Where(e => profile.TakesPrompts && sources.Model.Has(e))];
        NetworkMemory[] texts = [.. encoders.Select(e => Network(Text, sources.Model, e, compute))];
        return new MemoryNeed(
            [
                .. texts.Length == 0 ? texts : [NetworkMemory.Of(Text, texts) with { IsTransient = true }],
                Network(Codec, sources.Autoencoder, "vae", codec),
                Network(Denoiser, sources.Model, "unet", compute),
                Network(Control, sources.ControlNet, "controlnet", compute),
            ],
            [
                .. texts.Length == 0 ? Array.Empty<StageMemory>() : [new StageMemory("encoding text", [Text], 0)],
                new StageMemory("encoding the picture", [Codec], ActivationMemory.Encode(configs.Autoencoder, tile) * Size(codec)),
                new StageMemory("denoising", [Denoiser, Control], denoising * Size(compute)),
                new StageMemory("decoding", [Codec], ActivationMemory.Decode(configs.Autoencoder, tile) * Size(codec), Pictures(pixels)),
            ],
            settings.LowMemory, compute.Device.type == TorchSharp.DeviceType.CPU);
    }

    private static NetworkMemory Network(string name, IModelSource source, string component, Compute compute)
    {
        using var files = source.Component(component);
        return NetworkMemory.Of(name, files.Weights.Entries, compute);
    }

    // The decoded picture, the colour fix's copies and bands: some eight planes of three channels in float32.
    private static long Pictures(long pixels) => pixels * 3 * sizeof(float) * 8;

    private static int Size(Compute compute) => compute.Dtype == ScalarType.Float32 ? 4 : 2;
}
