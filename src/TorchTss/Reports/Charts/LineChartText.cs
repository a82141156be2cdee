namespace TorchTss.Reports.Charts;

/// <summary>What is written on a chart of lines, and how its numbers are.</summary>
/// <param name="Title">Above it.</param>
/// <param name="X">Along the bottom.</param>
/// <param name="Y">Along the left.</param>
/// <param name="Decimals">Of its numbers.</param>
internal sealed record LineChartText(string Title, string X, string Y, int Decimals)
{
    /// <summary>What tells it from charts of the same title elsewhere on the page; headings say it to the eye.</summary>
    public string About { get; init; } = "";

    /// <summary>The title by itself.</summary>
    public string FullTitle => About.Length == 0 ? Title : $"{Title}, {About}";

    /// <summary>"↑", "↓"; empty where neither is better.</summary>
    public string Arrow { get; init; } = "";

    /// <summary>The arrow in words.</summary>
    public string Direction { get; init; } = "";

    /// <summary>Whether numbers have signs and zero is drawn.</summary>
    public bool IsOfDifferences { get; init; }

    /// <summary>Whether the bottom counts: evenly, however far it goes.</summary>
    public bool Counts { get; init; }
}
