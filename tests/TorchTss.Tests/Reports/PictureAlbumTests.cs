using System.Text.RegularExpressions;
using TorchTss.Experiments.Results;
using TorchTss.Imaging;
using TorchTss.Reports;
using TorchTss.Reports.Pictures;

namespace TorchTss.Tests.Reports;

public sealed class PictureAlbumTests
{
    private static readonly SyntheticResults _results = new()
    {
        Steps = [3],
        Strategies = ["off", "tds+sds"],
        Inputs = ["a", "b", "c"],
        Size = (48, 32)
    };

    [Test]
    public void Every_picture_is_embedded_once()
    {
        using var file = new ReportFile(_results);
        var page = file.Html();
        var ids = Regex.Matches(page, "<script type=\"text/plain\" id=\"(p\\d+)\"").Select(m => m.Groups[1].Value).ToArray();
        // Per input: itself, original, variance, 2 results, 2×3 previews, 3 maps.
        Assert.That(ids, Has.Length.EqualTo(3 * (3 + 2 + 6 + 3)).And.Unique);
        var texts = Regex.Matches(page, "data-mime=\"image/webp\">([A-Za-z0-9+/=]+)</script>").Select(m => m.Groups[1].Value).ToArray();
        Assert.That(texts, Has.Length.EqualTo(ids.Length));
        Assert.That(texts.Select(t => ImageBytes.Decode(Convert.FromBase64String(t), "embedded").Width), Has.All.GreaterThan(0));
    }

    [Test]
    public void A_result_that_two_settings_share_is_embedded_once()
    {
        using var file = new ReportFile(_results with { Strategies = ["off", "other"], Previews = false });
        using var report = file.Open();
        var results = report.Album.Inputs[0].Results;
        Assert.That(results[0]!.Picture, Is.SameAs(results[1]!.Picture), "drawn alike, so one picture");
    }

    [Test]
    public void Lossless_pictures_are_equal_to_the_bit()
    {
        using var file = new ReportFile(_results);
        using var lossless = file.Open(new ReportOptions { Lossless = true });
        using var lossy = file.Open();
        var kept = lossless.File.Picture(lossless.Data.Cells.First(c => c.Input == "input-0").Picture!).Pixels;
        Assert.That(Pixels(lossless), Is.EqualTo(kept));
        Assert.That(Pixels(lossy), Is.Not.EqualTo(kept));

        byte[] Pixels(ReportContext report) => ImageBytes.Decode(
            report.Album.Inputs[0].Results.Single(r => r!.Cell.Id == report.Data.Cells.First(c => c.Input == "input-0").Id)!.Picture!.Bytes,
                "embedded").Pixels;
    }

    [Test]
    public void As_many_inputs_as_asked_for_are_embedded()
    {
        using var file = new ReportFile(_results);
        using var report = file.Open(new ReportOptions { Pictures = 2 });
        Assert.That(report.Album.Inputs.Select(i => i.Input.Name), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(report.Album.Remarks, Is.EqualTo(new[] { "Pictures of 2 of 3 inputs are in this page, as --pictures 2 asked." }));
        Assert.That(ReportFile.Text(file.Html(new ReportOptions { Pictures = 2 }), "pictures"), Does.Contain(report.Album.Remarks[0]));
    }

    [Test]
    public void A_page_that_would_grow_too_large_leaves_steps_out_before_results()
    {
        using var file = new ReportFile(_results);
        using var report = file.Open();
        long Size(Func<AlbumInput, IEnumerable<EmbeddedPicture?>> pictures) => report.Album.Inputs.SelectMany(pictures).OfType<EmbeddedPicture>()
            .Distinct().Sum(p => p.PageBytes);
        var results = Size(i => [i.Picture, i.Original, i.Variance, .. i.Results.Select(r => r!.Picture)]);

        var small = PictureAlbum.Of(report.File, report.Data, new ReportOptions(), room: results);
        Assert.That(small.Inputs, Has.Count.EqualTo(3));
        Assert.That(small.Inputs.SelectMany(i => i.Results).SelectMany(r => r!.Steps).Select(s => s.Preview), Has.All.Null);
        Assert.That(small.Inputs[0].Results[1]!.Steps.Select(s => s.Step.HighestTimestep).ToArray(), Has.Length.EqualTo(3).And.Ordered.Descending,
            "their numbers stay");
        Assert.That(small.Remarks, Is.EqualTo(new[]
        {
            "The steps' previews and maps of 0 of 3 inputs are in this page, so that it stays below 60 MB; --pictures 3 embeds all of them.",
        }));

        var smaller = PictureAlbum.Of(report.File, report.Data, new ReportOptions(), room: results - 1);
        Assert.That(smaller.Inputs, Has.Count.EqualTo(2));
        Assert.That(smaller.Remarks[0],
            Is.EqualTo("Pictures of 2 of 3 inputs are in this page, so that it stays below 60 MB; --pictures 3 embeds all."));
        Assert.That(PictureAlbum.Of(report.File, report.Data, new ReportOptions(), room: 1).Inputs, Has.Count.EqualTo(1),
            "one input is always there");
    }

    [Test]
    public void A_file_without_pictures_says_so_and_shows_the_rest()
    {
        using var file = new ReportFile(_results with { Pictures = false });
        var page = file.Html();
        Assert.That(ReportFile.Text(page, "pictures"),
            Is.EqualTo("Pictures The results file kept no pictures, so there is nothing to look at here."));
        Assert.That(page, Does.Not.Contain("text/plain").And.Contain("id=\"results\"").And.Contain("id=\"charts\""));
    }

    [Test]
    public void Large_previews_are_reduced()
    {
        var (mime, bytes, _) = new PictureEncoder(lossless: false).Preview(new Image8(1024, 100));
        var preview = ImageBytes.Decode(bytes, "preview");
        Assert.That((mime, preview.Width, preview.Height), Is.EqualTo(("image/webp", 512, 50)));
    }

    [Test]
    public void A_picture_too_large_for_WebP_is_a_PNG() =>
        Assert.That(new PictureEncoder(lossless: false).Picture(new Image8(16384, 1)).Mime, Is.EqualTo("image/png"));

    [Test]
    public void An_input_without_original_is_shown_without()
    {
        using var file = new ReportFile(_results with { Inputs = ["a"] });
        using (var results = ResultsFile.Open(file.Results)) results.InOneTransaction(
            () => results.Connection.Execute("UPDATE input SET reference = NULL, variance = NULL"));
        using var report = file.Open();
        Assert.That((report.Album.Inputs[0].Original, report.Album.Inputs[0].Variance), Is.EqualTo(((EmbeddedPicture?)null, (EmbeddedPicture?)null)));
        Assert.That(report.Album.Inputs[0].Picture, Is.Not.Null);
    }
}
