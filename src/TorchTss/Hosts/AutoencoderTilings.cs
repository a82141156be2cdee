using TorchTss.Networks.Tiling;
using TorchTss.Runtime;
using static System.FormattableString;

namespace TorchTss.Hosts;

/// <summary>The autoencoder's tiles as settings say them: <c>--tile</c> and <c>--tile-kind</c>.</summary>
internal static class AutoencoderTilings
{
    /// <summary>The kind where none is named.</summary>
    public const string Usual = "overlap";

    /// <summary>How the autoencoder cuts what is larger than a tile; null: not at all.</summary>
    /// <param name="settings">Resolved or not.</param>
    /// <param name="factor">f: pixels per latent position.</param>
    public static IAutoencoderTiling? Of(RunSettings settings, int factor) => settings.Tile == 0 ? null
        : Catalog<IAutoencoderTiling>.Create(Specification(settings, factor), "--tile-kind");

    private static string Specification(RunSettings settings, int factor)
    {
        var (kind, own) = (settings.TileKind ?? Usual).Split(':', 2) is [var k, var o] ? (k, $",{o}") : (settings.TileKind ?? Usual, "");
        return Invariant($"{kind}:encoder-tile={settings.Tile / factor * factor},decoder-tile={settings.Tile / factor}{own}");      // what the user says wins
    }
}
