namespace TorchTss.Cli;

/// <summary>A list of metrics in one text.</summary>
internal static class ExperimentMetrics
{
    /// <summary>Between commas; what follows a comma and has an = but no colon is a setting of the metric before it.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        var names = new List<string>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (names.Count > 0 && part.Contains('=', StringComparison.Ordinal) && !part.Contains(':', StringComparison.Ordinal)) names[^1] += $",{part}";
            else names.Add(part);
        }
        return names;
    }
}
