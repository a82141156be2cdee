using TorchTss.Hosts.Memory;
using TorchTss.Networks;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Hosts.Supir;

/// <summary>What a run of SUPIR takes, from headers and shapes.</summary>
internal static class SupirMemory
{
    /// <summary>For a picture of some size.</summary>
    /// <param name="s">Resolved settings.</param>
    /// <param name="sources">Where its networks are.</param>
    /// <param name="width">Width of the input in pixels.</param>
    /// <param name="height">Its height.</param>
    public static MemoryNeed Of(RunSettings s, SupirSources sources, int width, int height)
    {
        var (configs, compute) = (sources.Configs, Compute.Planned(s.Device, s.Dtype));
        var codec = CodecCompute.Of(configs.Autoencoder, compute);
        var size = SupirSize.Of(width, height, s.Scale!.Value, s.MinSize!.Value);
        var pixels = (long)size.Width * size.Height;
        var tile = s.Tile == 0 ? pixels : Math.Min(pixels, (long)s.Tile * s.Tile);
        var latents = pixels / (configs.Autoencoder.Factor * configs.Autoencoder.Factor);
        var part = s.LatentTile == 0 ? latents : Math.Min(latents, (long)s.LatentTile * s.LatentTile);
        var denoising = ActivationMemory.Supir(configs.UNet, part * (SupirPrompts.IsGuided(s) ? 2 : 1)) * Size(compute);
        var networks = sources.Memory(compute, codec);
        var hasTexts = networks.Any(n => n.Name == SupirSources.Text) && !s.Stage1Only;
        return new MemoryNeed(
            networks,
            [
                .. hasTexts ? [new StageMemory("encoding text", [SupirSources.Text], 0)] : Array.Empty<StageMemory>(),
                new StageMemory("encoding the picture", [SupirSources.Codec], ActivationMemory.Encode(configs.Autoencoder, tile) * Size(codec) + Bytes(pixels)),
                .. s.Stage1Only ? Array.Empty<StageMemory>() : [new StageMemory("denoising", [SupirSources.Denoiser, SupirSources.Control], denoising)],
                new StageMemory("decoding", [SupirSources.Codec], ActivationMemory.Decode(configs.Autoencoder, tile) * Size(codec) + 2 * Floats(pixels)),
                new StageMemory("fixing colours", [SupirSources.Codec], Colours(s, pixels)),
            ],
            s.LowMemory, compute.Device.type == TorchSharp.DeviceType.CPU);
    }

    // The picture, the first stage, the result; and the bands of one plane.
    private static long Colours(RunSettings s, long pixels) => s.ColorFix == "none" ? Floats(pixels) : 3 * Floats(pixels) + 5 * Floats(pixels) / 3;

    private static long Bytes(long pixels) => 3 * pixels;

    private static long Floats(long pixels) => 3 * pixels * sizeof(float);

    private static int Size(Compute compute) => compute.Dtype == ScalarType.Float32 ? 4 : 2;
}
