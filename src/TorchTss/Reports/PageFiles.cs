using System.Security.Cryptography;
using System.Text;

namespace TorchTss.Reports;

/// <summary>The folder <c>Page</c>, which is inside the assembly: templates, style, script.</summary>
internal static class PageFiles
{
    private const string Folder = "Reports.Page.";

    /// <summary>The script that runs before anything is drawn.</summary>
    private const string Early = "theme.js";

    /// <summary>The style that the others build upon.</summary>
    private const string Base = "base.css";

    /// <summary>One file.</summary>
    public static string Read(string name)
    {
        using var stream = typeof(PageFiles).Assembly.GetManifestResourceStream(Folder + name)
            ?? throw new InvalidOperationException($"the page has no file {name}");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    /// <summary>All style: the base, then every other file by name.</summary>
    public static string Style { get; } = string.Join("\n", Names(".css").OrderBy(n => n != Base).Select(Read));

    /// <summary>The script of the page's head.</summary>
    public static string EarlyScript { get; } = Read(Early);

    /// <summary>All other script, in a scope of its own; functions see each other whatever their files.</summary>
    public static string Script { get; } =
        $"(() => {{\n\"use strict\";\n{string.Join("\n", Names(".js").Where(n => n != Early).Select(Read))}}})();\n";

    /// <summary>What a Content-Security-Policy calls an inline script or style.</summary>
    public static string Hash(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    private static IEnumerable<string> Names(string extension) => typeof(PageFiles).Assembly.GetManifestResourceNames()
        .Where(n => n.StartsWith(Folder, StringComparison.Ordinal) && n.EndsWith(extension, StringComparison.Ordinal))
        .Select(n => n[Folder.Length..])
        .Order(StringComparer.Ordinal);
}
