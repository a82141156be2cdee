using TorchTss.Runtime;

namespace TorchTss.Reports;

/// <summary>The page around the sections, up to where the pictures' bytes begin.</summary>
internal static class ReportPage
{
    /// <summary>What the first lines of every report hold: how one is told from other files.</summary>
    public const string Generator = "tss report";

    /// <summary>Renders the page.</summary>
    public static Html Render(ReportContext report)
    {
        var sections = from entry in Catalog<IReportSection>.Entries
                       let section = entry.Create([], entry.Name)
                       orderby section.Place, entry.Name
                       let body = section.Render(report)
                       where body is not null
                       select new { entry.Name, section.Title, Body = body };
        return HtmlTemplate.Render("page", new
        {
            Generator,
            report.Data.Title,
            Header = ReportHeader.Render(report),
            Sections = sections.ToArray(),
            Style = new Html(PageFiles.Style),
            EarlyScript = new Html(PageFiles.EarlyScript),
            Script = new Html(PageFiles.Script),
            Policy = "default-src 'none'; img-src data: blob:; base-uri 'none'; form-action 'none'; "
                + $"style-src {PageFiles.Hash(PageFiles.Style)}; "
                + $"script-src {PageFiles.Hash(PageFiles.EarlyScript)} {PageFiles.Hash(PageFiles.Script)}",
        });
    }

    /// <summary>Whether a file is an earlier report.</summary>
    public static bool IsOne(string path)
    {
        using var reader = File.OpenText(path);
        var start = new char[1000];
        return new string(start, 0, reader.ReadBlock(start)).Contains($"name=\"generator\" content=\"{Generator}\"", StringComparison.Ordinal);
    }
}
