namespace TorchTss.Browser.Tests;

/// <summary>The machine's own browser: nothing is downloaded.</summary>
internal static class Chromium
{
    /// <summary>The environment variable that names another one.</summary>
    public const string Variable = "CHROMIUM";

    private static readonly string[] _names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "chrome.exe", "msedge.exe"];

    /// <summary>The program; null when there is none.</summary>
    public static string? Path { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : Candidates().FirstOrDefault(File.Exists);

    private static IEnumerable<string> Candidates() =>
        from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator).Prepend("/usr/bin")
        where folder.Length > 0
        from name in _names
        select System.IO.Path.Combine(folder, name);
}
