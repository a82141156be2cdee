using TorchTss.Reports.Pictures;
using TorchTss.Runtime;

namespace TorchTss.Reports.Sections;

/// <summary>Any two pictures of an input against each other, and what the iterations did.</summary>
[Named("pictures", "before and after with one zoom for both, variance maps and the steps of every run")]
internal sealed class PicturesSection : IReportSection
{
    public int Place => 40;

    public string Title => "Pictures";

    public Html? Render(ReportContext report) => HtmlTemplate.Render("pictures", new
    {
        HasPictures = report.Album.Inputs.Count > 0,
        report.Album.Remarks,
        report.Options.Lossless,
        PictureEncoder.Quality,
        Index = PictureIndex.Of(report).Json(),
    });
}
