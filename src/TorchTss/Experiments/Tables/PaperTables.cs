using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace TorchTss.Experiments.Tables;

/// <summary>The tables of the TSS paper as experiments: the JSON files of this folder, which travel inside the assembly.</summary>
internal static class PaperTables
{
    private static readonly Assembly _assembly = typeof(PaperTables).Assembly;

    /// <summary>Their numbers.</summary>
    public static IReadOnlyList<int> Numbers { get; } =
        [.. Enumerable.Range(1, 99).Where(n => _assembly.GetManifestResourceInfo(Name(n)) is not null)];

    /// <summary>The file, with its comments.</summary>
    /// <param name="number">One of <see cref="Numbers"/>.</param>
    public static string Text(int number)
    {
        using var reader = new StreamReader(_assembly.GetManifestResourceStream(Name(number))!);
        return reader.ReadToEnd();
    }

    /// <summary>"Table 2: few steps, …".</summary>
    public static string Title(int number)
    {
        using var document = JsonDocument.Parse(Text(number), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        return document.RootElement.GetProperty("title").GetString()!;
    }

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"table-{number:00}.json");
}
