using static TorchTss.Experiments.Frequency.SignalToNoise;

namespace TorchTss.Experiments.Frequency;

/// <summary>Energies of a reference and of the residual to it as figures by scope and band.</summary>
internal static class BandFigures
{
    /// <summary>The scope of a whole picture.</summary>
    public const string All = "all";

    /// <summary>Every scope, the whole picture first.</summary>
    public static IReadOnlyList<string> Scopes { get; } = [All, .. Enum.GetValues<TextureClass>().Select(Name)];

    /// <summary>smooth, medium, high.</summary>
    public static string Name(TextureClass texture) => texture.ToString().ToLowerInvariant();

    /// <summary>The figures of every band, of the whole picture and of each class that it has patches of.</summary>
    /// <remarks>A class's energies are added before the ratio is taken, so that flat patches cannot produce −∞.</remarks>
    /// <param name="reference">E_b(R).</param>
    /// <param name="residual">E_b(X − R).</param>
    /// <param name="classes">One for every patch.</param>
    /// <param name="names">One for every band.</param>
    /// <param name="pixels">H·W of the picture.</param>
    /// <param name="patch">Side of a patch.</param>
    public static IEnumerable<BandFigure> Of(
        ScopeEnergies reference, ScopeEnergies residual, IReadOnlyList<TextureClass> classes, IReadOnlyList<string> names, long pixels, int patch)
    {
        for (var b = 0; b < reference.Bands; b++)
        {
            yield return new(All, names[b], Decibels(reference.Whole(b), residual.Whole(b)), Amplitude(residual.Whole(b), pixels));
        }
        foreach (var group in Enumerable.Range(0, classes.Count).GroupBy(p => classes[p]).OrderBy(g => g.Key))
        {
            for (var b = 0; b < reference.Bands; b++)
            {
                var (signal, noise) = (group.Sum(p => reference.Patch(p, b)), group.Sum(p => residual.Patch(p, b)));
                yield return new(Name(group.Key), names[b], Decibels(signal, noise), Amplitude(noise / group.Count(), patch * patch));
            }
        }
    }
}
