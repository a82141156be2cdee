using System.Text;
using TorchTss.Experiments.Results;
using TorchTss.Reports.Data;
using TorchTss.Reports.Pictures;
using TorchTss.Reports.Tables;
using TorchTss.Runtime;

namespace TorchTss.Reports;

/// <summary>What sections and files are made from; each part is computed once, when it is first asked for.</summary>
internal sealed class ReportContext : IDisposable
{
    private readonly Lazy<ResultTable> _results;
    private readonly Lazy<ComparisonTable> _comparisons;
    private readonly Lazy<PictureAlbum> _album;

    private ReportContext(ResultsFile file, ReportData data, ReportOptions options)
    {
        (File, Data, Options) = (file, data, options);
        _results = new(() => new ResultTable(file, data));
        _comparisons = new(() => new ComparisonTable(data, Results));
        _album = new(() => PictureAlbum.Of(file, data, options));
    }

    /// <summary>Opens a results file.</summary>
    /// <exception cref="UserException">As <see cref="ResultsFile.Read"/> and <see cref="ReportData.Read"/>.</exception>
    public static ReportContext Open(string results, ReportOptions options)
    {
        var file = ResultsFile.Read(results);
        try
        {
            return new ReportContext(file, ReportData.Read(file), options);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The open file, for sections with tables of their own.</summary>
    public ResultsFile File { get; }

    /// <summary>Everything but pictures and computed tables.</summary>
    public ReportData Data { get; }

    /// <summary>What was asked for.</summary>
    public ReportOptions Options { get; }

    /// <summary>Means and intervals.</summary>
    public ResultTable Results => _results.Value;

    /// <summary>Paired differences.</summary>
    public ComparisonTable Comparisons => _comparisons.Value;

    /// <summary>The pictures of the page.</summary>
    public PictureAlbum Album => _album.Value;

    /// <summary>Renders every section and writes the page, pictures last.</summary>
    public ReportSummary WritePage(string path)
    {
        var page = Encoding.UTF8.GetBytes(ReportPage.Render(this).Text);
        var bytes = 0L;
        AtomicFile.Write(path, stream =>
        {
            stream.Write(page);
            Album.WriteTo(stream);
            stream.Write("</body>\n</html>\n"u8);
            bytes = stream.Position;
        });
        return new ReportSummary(
            bytes, Data.Groups.Count, Data.Inputs.Count, Data.Cells.Count, Data.Expected, Album.Inputs.Count, [.. Album.Remarks]);
    }

    /// <inheritdoc/>
    public void Dispose() => File.Dispose();
}
