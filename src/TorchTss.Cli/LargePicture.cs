using TorchTss.Hosts;
using TorchTss.Imaging;
using static System.FormattableString;

namespace TorchTss.Cli;

/// <summary>What is worth a word before a large picture is worked on.</summary>
internal static class LargePicture
{
    /// <summary>Pixels above which tiles are: 2048×2048.</summary>
    private const double Pixels = 1 << 22;

    /// <summary>How much more than the result may be worked on in silence.</summary>
    private const double Detour = 8;

    /// <summary>One sentence each.</summary>
    /// <param name="host">Whose sizes.</param>
    /// <param name="image">The input.</param>
    /// <param name="resolved">Resolved settings.</param>
    public static IEnumerable<string> Notices(IHostKind host, Image8 image, RunSettings resolved)
    {
        var (width, height) = host.WorkingSize(image.Width, image.Height, resolved);
        var (pixels, output) = (width * height, image.Width * resolved.Scale!.Value * image.Height * resolved.Scale.Value);
        if (pixels <= Pixels) yield break;
        if (pixels > Detour * output)
        {
            yield return Invariant($"is worked on at {width}x{height} for a result of {Math.Round(image.Width * resolved.Scale.Value)}x")
                + Invariant($"{Math.Round(image.Height * resolved.Scale.Value)}; a smaller --min-size makes it quicker");
        }
        if (resolved.Tile == 0) yield return Invariant($"{pixels / 1e6:0} million pixels are encoded and decoded whole; --tile 512 needs much less memory");
        if (resolved.LatentTile == 0 && host.Describe(resolved).SamplesInTiles)
        {
            yield return Invariant($"{pixels / 1e6:0} million pixels are sampled whole; --latent-tile 128 needs much less memory");
        }
        else if (resolved.LatentTile > 0 && resolved.GuidanceScale > 5)
        {
            yield return Invariant($"guidance of {resolved.GuidanceScale} in tiles draws details into every one of them; use a lower --cfg where they show");
        }
    }
}
