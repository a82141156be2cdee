namespace TorchTss.Reports;

/// <summary>What goes into a report.</summary>
public sealed record ReportOptions
{
    /// <summary>How many inputs have their pictures in the page, from the first; null: as many as fit into about 60 MB.</summary>
    public int? Pictures { get; init; }

    /// <summary>Whether pictures are embedded to the bit, at several times the size.</summary>
    public bool Lossless { get; init; }
}
