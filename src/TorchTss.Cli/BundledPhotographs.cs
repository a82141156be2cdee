namespace TorchTss.Cli;

/// <summary>The 24 photographs that experiments run on when none are given.</summary>
internal static class BundledPhotographs
{
    /// <summary>The degraded ones, 64×64.</summary>
    public static string Low => Folder("lr");

    /// <summary>The originals, 256×256.</summary>
    public static string High => Folder("hr");

    private static string Folder(string name) => Path.Combine(AppContext.BaseDirectory, "weights", "photos", name);
}
