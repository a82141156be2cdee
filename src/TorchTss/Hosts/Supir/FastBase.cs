namespace TorchTss.Hosts.Supir;

/// <summary>Bases that were distilled to few steps, Lightning and the like: the same networks, so that only their names tell.</summary>
internal static class FastBase
{
    private static readonly string[] _names = ["lightning", "turbo"], _words = ["hyper", "lcm", "dmd", "dmd2"];
    private static readonly char[] _breaks = [' ', '-', '_', '.'];

    /// <summary>What is odd about settings and base together; null where nothing is.</summary>
    /// <param name="settings">As given.</param>
    /// <param name="file">The base.</param>
    public static string? Mismatch(RunSettings settings, string file)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(file)).ToLowerInvariant();
        var isFast = _names.FirstOrDefault(n => name.Contains(n, StringComparison.Ordinal)) ?? _words.FirstOrDefault(name.Split(_breaks).Contains);
        var wantsFast = settings.Preset?.StartsWith("lightning", StringComparison.Ordinal) == true;
        return (wantsFast, isFast) switch
        {
            (true, null) => $"--preset {settings.Preset}: is made for a Lightning base, and {Path.GetFileName(file)} is not named as one; "
                + "with a plain base use --preset quality, fidelity or paper",
            (false, { } kind) => $"{Path.GetFileName(file)}: seems to be a {kind} base, made for few steps and little guidance; use --preset lightning-quality",
            _ => null,
        };
    }
}
