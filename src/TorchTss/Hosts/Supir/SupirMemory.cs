using TorchTss.Hosts.Memory;
using TorchTss.Imaging;
using TorchTss.Networks;
using TorchTss.Runtime;
using static TorchSharp.torch;

namespace TorchTss.Hosts.Supir;

/// <summary>What a run of SUPIR takes, from headers and shapes.</summary>
internal static class SupirMemory
{
    private const int LatentChannels = 4;

    /// <summary>Freed blocks that the allocator keeps for the next tile, measured.</summary>
    private const long Retained = 150_000_000;

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
        var tile = Tile(s, pixels);
        var latents = pixels / (configs.Autoencoder.Factor * configs.Autoencoder.Factor);
        var part = s.LatentTile == 0 ? latents : Math.Min(latents, (long)s.LatentTile * s.LatentTile);
        var denoising = ActivationMemory.Supir(configs.UNet, part * (SupirPrompts.IsGuided(s) ? 2 : 1)) * Size(compute);
        var encoding = ActivationMemory.Encode(configs.Autoencoder, tile) * Size(codec);
        var decoding = ActivationMemory.Decode(configs.Autoencoder, tile) * Size(codec);
        var maps = Maps(s, latents);
        var networks = sources.Memory(compute, codec).Where(n => !s.Stage1Only || n.Name == SupirSources.Codec).ToArray();
        var hasTexts = networks.Any(n => n.Name == SupirSources.Text) && !s.Stage1Only;
        return new MemoryNeed(networks, [.. Stages()], s.LowMemory, compute.Device.type == TorchSharp.DeviceType.CPU);

        IEnumerable<StageMemory> Stages()
        {
            if (hasTexts) yield return new("encoding text", [SupirSources.Text], 0);
            yield return new("encoding the picture", [SupirSources.Codec], encoding, Retained + Bytes(pixels) + maps);
            if (!s.Stage1Only && s.Restore > 0)
            {
                var first = Retained + Bytes(pixels) + Floats(pixels) + maps;
                yield return new("encoding the first stage", [SupirSources.Codec], Math.Max(encoding, decoding), first);
            }
            if (!s.Stage1Only)
            {
                yield return new("denoising", [SupirSources.Denoiser, SupirSources.Control], denoising + maps, Retained + Bytes(pixels));
            }
            yield return new("decoding", [SupirSources.Codec], decoding, Retained + 2 * Bytes(pixels) + maps + Rows(s, size));
            if (Reach(s) is null) yield return new("fixing colours", [SupirSources.Codec], 0, Retained + Bytes(pixels) + Colours(pixels));
        }
    }

    /// <summary>Pixels that the autoencoder has in work at once.</summary>
    private static long Tile(RunSettings s, long pixels)
    {
        if (s.Tile == 0) return pixels;
        const int Padding = 2 * 11 * 8;                 // of a decoder's tile, on both sides
        return (s.TileKind ?? AutoencoderTilings.Usual).Split(':')[0] switch
        {
            "merged" => pixels,                         // the state of every tile
            "fast" => Math.Min(pixels, (long)(s.Tile + Padding) * (s.Tile + Padding)),
            _ => Math.Min(pixels, (long)s.Tile * s.Tile),
        };
    }

    /// <summary>Floats of the picture, and of the first stage that colours are taken from: all, or as many rows as two tiles have.</summary>
    private static long Rows(RunSettings s, SupirSize size)
    {
        var pictures = s.Stage1Only || s.ColorFix == "none" ? 1 : 2;
        var rows = s.Tile == 0 || Reach(s) is null ? size.Height : Math.Min(size.Height, 2 * s.Tile);
        return pictures * Floats((long)size.Width * rows);
    }

    private static int? Reach(RunSettings s) => s.Stage1Only ? 0 : Catalog<IColorFix>.Create(s.ColorFix!, "--color-fix").Reach;

    /// <summary>A dozen latents, and with SDS σ and timestep of every level in float64.</summary>
    private static long Maps(RunSettings s, long latents) =>
        latents * (12 * LatentChannels * sizeof(float) + (s.Tss.Sds ? 2L * sizeof(double) * (s.Steps!.Value + 1) : 0));

    // The picture, the first stage, the result; and the bands of one plane.
    private static long Colours(long pixels) => 3 * Floats(pixels) + 5 * Floats(pixels) / 3;

    private static long Bytes(long pixels) => 3 * pixels;

    private static long Floats(long pixels) => 3 * pixels * sizeof(float);

    private static int Size(Compute compute) => compute.Dtype == ScalarType.Float32 ? 4 : 2;
}
