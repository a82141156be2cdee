using System.Text.RegularExpressions;

namespace TorchTss.Tests;

/// <summary>A folder may use folders on earlier lines only, never beside or below.</summary>
public sealed class LayeringTests
{
    private static readonly string[][] _layers =
    [
        ["Runtime"],
        ["Imaging", "Checkpoints"],
        ["Networks", "Schedules"],
        ["Prompts"],
        ["Samplers"],
        ["Denoisers", "Metrics", "Degradation"],
        ["Hosts", "Baselines"],
        ["Experiments", "Inspection"],
        ["Verification", "Reports"],
    ];

    // Meeting only in a host is the point of these pairs, although the lines above would allow them.
    private static readonly (string Folder, string NeverUses)[] _strangers = [("Samplers", "Networks"), ("Denoisers", "Networks")];

    private static IEnumerable<string> Sources() => Directory.EnumerateFiles(SourceTree.Library, "*.cs", SearchOption.AllDirectories)
        .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            && !f.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    [Test]
    public void No_folder_uses_one_beside_or_below_it()
    {
        var wrong = from file in Sources()
                    let folder = Folder(file)
                    where folder is not null
                    from used in Regex.Matches(File.ReadAllText(file), @"^using (?:static )?TorchTss\.(\w+)", RegexOptions.Multiline)
                        .Select(m => m.Groups[1].Value).Distinct()
                    where used != folder && (Level(used) >= Level(folder) || _strangers.Contains((folder, used)))
                    select $"{Path.GetRelativePath(SourceTree.Library, file)} uses {used}";
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void Every_folder_is_on_the_map()
    {
        Assert.That(Sources().Select(Folder).OfType<string>().Distinct().Where(f => Level(f) < 0), Is.Empty);
    }

    [Test]
    public void Using_lines_tell_the_truth()
    {
        // No global usings of our own, no fully qualified short cuts around the rule above.
        var hidden = from file in Sources()
                     from line in File.ReadLines(file)
                     where Regex.IsMatch(line, @"^global using .*TorchTss")
                         || (Regex.IsMatch(line, @"TorchTss\.[A-Z]\w+\.") && !Regex.IsMatch(line, @"^\s*(using|namespace|//)"))
                     select $"{Path.GetFileName(file)}: {line.Trim()}";
        Assert.That(hidden, Is.Empty);
    }

    [Test]
    public void The_library_never_writes_to_the_console() =>
        Assert.That(Sources().Where(f => File.ReadAllText(f).Contains("Console.", StringComparison.Ordinal)).Select(Path.GetFileName), Is.Empty);

    private static string? Folder(string file) =>
        Path.GetRelativePath(SourceTree.Library, file).Split(Path.DirectorySeparatorChar) is [var first, _, ..] ? first : null;

    private static int Level(string folder) => Array.FindIndex(_layers, line => line.Contains(folder));
}
