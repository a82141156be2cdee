using System.Text.RegularExpressions;
using TorchTss.Reports;

namespace TorchTss.Tests.Reports;

/// <summary>A synthetic results file and its report, in a folder that goes when the test ends.</summary>
internal sealed class ReportFile : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ReportFile(SyntheticResults results) => Results = results.Write(_folder.File("results.sqlite"));

    public string Results { get; }

    public string Page => _folder.File("page.html");

    public ReportContext Open(ReportOptions? options = null) => ReportContext.Open(Results, options ?? new ReportOptions());

    public string Html(ReportOptions? options = null)
    {
        Report.Write(Results, Page, options);
        return File.ReadAllText(Page);
    }

    /// <summary>One section of a page.</summary>
    public static string Section(string page, string section) => Regex.Match(page, $"<section id=\"{section}\".*?</section>", RegexOptions.Singleline)
        .Value;

    /// <summary>One section of a page as text: tags out, white space collapsed.</summary>
    public static string Text(string page, string section) => Regex.Replace(
        System.Net.WebUtility.HtmlDecode(Regex.Replace(Section(page, section), "<script.*?</script>|<[^>]*>", " ", RegexOptions.Singleline)), @"\s+",
            " ").Trim();

    public void Dispose() => _folder.Dispose();
}
