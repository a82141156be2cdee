namespace TorchTss.Browser.Tests;

/// <summary>The machine's own browser: nothing is downloaded.</summary>
internal static class Chromium
{
    /// <summary>The environment variable that names another one.</summary>
    public const string Variable = "CHROMIUM";

    private static readonly string[] _names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "chrome.exe",
        "msedge.exe"];

    /// <summary>The program; null when there is none and none was named.</summary>
    /// <exception cref="FileNotFoundException">One was named that does not exist: a wish is not skipped.</exception>
    public static string? Path => Named is not { } named ? Candidates().FirstOrDefault(File.Exists)
        : File.Exists(named) ? named : throw new FileNotFoundException($"{Variable} names {named}, which does not exist; name another or unset it");

    /// <summary>Why there is none.</summary>
    public const string Reason = "There is no Chromium or Chrome on this machine, so the report is not looked at in a browser; "
        + $"install one (apt-get install chromium) or name it in {Variable}.";

    private static string? Named => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : null;

    private static IEnumerable<string> Candidates() =>
        from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator).Prepend("/usr/bin")
        where folder.Length > 0
        from name in _names
        select System.IO.Path.Combine(folder, name);
}
