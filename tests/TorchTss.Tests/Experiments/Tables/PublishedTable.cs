namespace TorchTss.Tests.Experiments.Tables;

/// <summary>A table of the paper as its transcript has it (Fixtures/paper-tables.md): a heading and rows of texts.</summary>
/// <param name="Head">The first line.</param>
/// <param name="Rows">The others.</param>
internal sealed record PublishedTable(IReadOnlyList<string> Head, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>Table 1 stands with Table 11, of which it is the first columns.</summary>
    public static PublishedTable Read(int number)
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Fixtures", "paper-tables.md"));
        var section = lines.SkipWhile(l => !IsHeading(l, number)).Skip(1).TakeWhile(l => !l.StartsWith("## ", StringComparison.Ordinal));
        string[][] rows = [.. section.Where(l => l.StartsWith('|')).Select(l => l.Trim('|').Split('|', StringSplitOptions.TrimEntries))];
        return new PublishedTable(rows[0], rows[2..]);      // between them the rule
    }

    private static bool IsHeading(string line, int number) =>
        line.StartsWith("## ", StringComparison.Ordinal) && line.Split('(')[0].Split(' ').Contains($"{number}");
}
