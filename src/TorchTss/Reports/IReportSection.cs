namespace TorchTss.Reports;

/// <summary>A part of the page with a heading of its own.</summary>
/// <remarks>A class with a name on it is all: the page, its contents list and its order follow. The name is the anchor. Style and script come from
/// any <c>.css</c> and <c>.js</c> file in the folder <c>Page</c>.</remarks>
internal interface IReportSection
{
    /// <summary>Where it stands: sections follow each other by this number, ten apart so that others fit in between.</summary>
    int Place { get; }

    /// <summary>The heading.</summary>
    string Title { get; }

    /// <summary>What stands below the heading; null when the results file has nothing for it, and the heading is left out too.</summary>
    Html? Render(ReportContext report);
}
