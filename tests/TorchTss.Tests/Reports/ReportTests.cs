using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using TorchTss.Experiments.Results;
using TorchTss.Reports;
using TorchTss.Runtime;

namespace TorchTss.Tests.Reports;

public sealed class ReportTests
{
    private static readonly SyntheticResults _small = new() { Steps = [3, 5], Strategies = ["off", "tds+sds"], Inputs = ["a", "b"], Size = (32, 32) };

    private static readonly string[] _hostile = ["<script>alert(1)</script>", "\"quoted\" & 'single'", "</script><img src=x onerror=alert(2)>",
        "東京 😀 {{ Title }}"];

    [Test]
    public void The_page_names_nothing_outside_itself()
    {
        using var file = new ReportFile(_small);
        var page = Regex.Replace(file.Html(), "<script type=\"text/plain\".*?</script>", "", RegexOptions.Singleline);
        Assert.That(Regex.Matches(page, "https?:|=\"//|<link|@import|url\\(|src=\"").Select(m => m.Value), Is.Empty);
    }

    [Test]
    public void The_policy_allows_the_pages_own_script_and_style_and_no_network()
    {
        using var file = new ReportFile(_small);
        var page = file.Html();
        var policy = System.Net.WebUtility.HtmlDecode(Regex.Match(page, "Content-Security-Policy\" content=\"([^\"]*)\"").Groups[1].Value);
        Assert.That(policy, Does.StartWith("default-src 'none'; img-src data: blob:;").And.Not.Contain("unsafe").And.Not.Contain("connect-src"));
        var inline = Regex.Matches(page, "<(?:script|style)>(.*?)</(?:script|style)>", RegexOptions.Singleline).Select(m => m.Groups[1].Value)
            .ToArray();
        Assert.That(inline, Has.Length.EqualTo(3));
        foreach (var text in inline) Assert.That(
            policy, Does.Contain($"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'"));
        Assert.That(page, Does.Not.Match(" style=\"| on[a-z]+=\""), "the policy would stop them");
    }

    [Test]
    public void One_title_and_headings_in_order()
    {
        using var file = new ReportFile(_small);
        var page = file.Html();
        var levels = Regex.Matches(page, "<h([1-6])").Select(m => int.Parse(m.Groups[1].Value, null)).ToArray();
        Assert.That(levels.Count(l => l == 1), Is.EqualTo(1));
        Assert.That(levels[0], Is.EqualTo(1));
        Assert.That(levels.Zip(levels.Skip(1), (a, b) => b - a), Has.All.LessThanOrEqualTo(1));
        Assert.That(page, Does.StartWith("<!DOCTYPE html>\n<html lang=\"en\">").And.EndWith("</body>\n</html>\n"));
    }

    [Test]
    public void The_same_file_makes_the_same_page()
    {
        using var file = new ReportFile(_small);
        var first = file.Html();
        Assert.That(file.Html(), Is.EqualTo(first));
    }

    [Test]
    public void Hostile_names_stay_text()
    {
        using var file = new ReportFile(
            _small with { Inputs = _hostile, Title = _hostile[0], Command = _hostile[2], Strategies = ["off", _hostile[2]] });
        using (var results = ResultsFile.Open(file.Results)) results.PutFailure("x", "3/off/0", "input-0", _hostile[2]);
        var page = file.Html();
        Assert.That(page, Does.Not.Contain("<script>alert").And.Not.Contain("<img src=x"));
        Assert.That(page, Does.Contain("<h1>&lt;script&gt;alert(1)&lt;/script&gt;</h1>").And.Contain("</script>&lt;img")
            .Or.Contain("&lt;/script&gt;&lt;img src=x"));
        var index = Regex.Match(page, "<script type=\"application/json\" id=\"picture-index\">(.*?)</script>", RegexOptions.Singleline).Groups[1]
            .Value;
        using var json = System.Text.Json.JsonDocument.Parse(index);
        Assert.That(json.RootElement.GetProperty("inputs").EnumerateArray().Select(i => i.GetProperty("name").GetString()), Is.EqualTo(_hostile));
    }

    [Test]
    public void Settings_that_go_by_two_names_run_once_and_are_shown_by_both()
    {
        using var file = new ReportFile(_small);
        using (var results = ResultsFile.Open(file.Results))
        {
            var off = results.Settings()[0];
            results.Put([off with { Axes = [.. off.Axes.Select(a => a.Key == "tss" ? KeyValuePair.Create("tss", "uniform") : a)] }]);
        }
        var page = file.Html();
        Assert.That(page, Does.Contain("All 8 runs are finished."));
        Assert.That(ReportFile.Text(page, "results"), Does.Contain("3 off ").And.Contain("uniform "));
    }

    [Test]
    public void The_head_says_what_ran_and_what_did_not()
    {
        using var file = new ReportFile(_small with
        {
            Metrics = [SyntheticResults.Niqe, SyntheticResults.Psnr with { Problem = "psnr.bin: not found; wanted is a file" }],
            Skips = (s, input) => s.Axes[0].Value == "3" && input == "b",
        });
        using (var results = ResultsFile.Open(file.Results)) results.PutFailure(
            "x", "3/off/0", "input-1", "memory: 32x32 pixels need more than there is");
        var head = Text(Regex.Match(file.Html(), "<header.*?</header>", RegexOptions.Singleline).Value);
        Assert.That(head, Does.StartWith(
            "Steps and strategies on eight pictures 4 settings on 2 pictures. "
            + "6 of 8 runs are finished; means are over what there is. tss ablate photos"));
        Assert.That(head, Does.Contain("Machine cpu fp32 Finished 2025-05-12 11:00 to 18:01 UTC Program tss 0.1.0 Results file results.sqlite"));
        Assert.That(head, Does.Contain("1 run failed steps=3 tss=off on b: memory: 32x32 pixels need more than there is"));
        Assert.That(head, Does.Contain("Not computed: PSNR (psnr): psnr.bin: not found; wanted is a file"));
    }

    [Test]
    public void Without_notes_the_files_name_is_the_title()
    {
        using var file = new ReportFile(_small with { Title = null, Command = null, Baseline = null });
        Assert.That(file.Html(), Does.Contain("<title>results</title>").And.Contain("<h1>results</h1>").And.Not.Contain("class=\"command\""));
    }

    [Test]
    public void Settings_without_axes_are_one_row()
    {
        using var file = new ReportFile(_small with { Steps = [3], Strategies = ["off"] });
        using (var results = ResultsFile.Open(file.Results)) results.InOneTransaction(
            () => results.Connection.Execute("UPDATE setting SET axes = '[]'"));
        var text = ReportFile.Text(file.Html(), "results");
        Assert.That(text, Does.Contain("setting PSNR ↑").And.Contain("as given"));
        Assert.That(file.Html(), Does.Not.Contain("id=\"comparisons\"").And.Not.Contain("id=\"glance\"").And.Not.Contain("id=\"charts\""),
            "nothing to compare");
    }

    [Test]
    public void Every_setting_is_given_in_full()
    {
        using var file = new ReportFile(_small);
        Assert.That(ReportFile.Text(file.Html(), "settings"),
            Does.Contain("5 tds+sds 2 of 2 JSON of steps=5 tss=tds+sds { \"host\": \"tiny\", \"sampler\": \"euler\", \"steps\": 5,"));
    }

    [Test]
    public void Machines_are_told_apart()
    {
        using var file = new ReportFile(_small);
        using (var results = ResultsFile.Open(file.Results))
        {
            results.InOneTransaction(
                () => results.Connection.Execute("UPDATE cell SET machine = 'cuda fp16', seconds_per_step = 0.02 WHERE setting = '3/off/0'"));
        }
        Assert.That(ReportFile.Text(file.Html(), "environment"),
            Does.Contain("tss 0.1.0 cpu fp32 6 0.30 2025-05-12 13:00:00 2025-05-12 18:01:00 "
            + "tss 0.1.0 cuda fp16 2 0.02 2025-05-12 11:00:00 2025-05-12 11:01:00 Seconds in the tables"));
    }

    [Test]
    public void Metrics_are_defined()
    {
        using var file = new ReportFile(_small with { Metrics = [SyntheticResults.Psnr, SyntheticResults.Lpips] });
        Assert.That(ReportFile.Text(file.Html(), "metrics"),
            Does.Contain("PSNR psnr ↑ higher is better 0 and above dB each picture with its original any 8 of 8 runs")
            .And.Contain("LPIPS lpips:net=alex ↓ lower is better any number nothing: the picture alone any 8 of 8 runs"));
    }

    [Test]
    public void A_section_is_one_class_with_a_name()
    {
        using var added = Catalog<IReportSection>.Add(typeof(ReportTests).Assembly);
        using var file = new ReportFile(_small);
        var page = file.Html();
        Assert.That(page, Does.Contain("<li><a href=\"#weather-test\">Weather</a></li>")
            .And.Contain("<h2 id=\"weather-test-title\">Weather</h2>\n<p>8 runs</p>"));
        Assert.That(page.IndexOf("id=\"weather-test\"", StringComparison.Ordinal), Is.InRange(
            page.IndexOf("id=\"results\"", StringComparison.Ordinal), page.IndexOf("id=\"comparisons\"", StringComparison.Ordinal)));
    }

    [Test]
    public void A_file_without_a_finished_run_is_refused()
    {
        using var file = new ReportFile(_small with { Skips = (_, _) => true });
        Assert.That(() => file.Html(), Throws.TypeOf<UserException>().With.Message.EqualTo(
            $"{file.Results}: not one run is finished; a report needs one, continue with the command that made the file"));
        using (var results = ResultsFile.Open(file.Results)) results.PutFailure("x", "3/off/0", "input-0", "memory: too little.");
        Assert.That(() => file.Html(), Throws.TypeOf<UserException>().With.Message.EqualTo(
            $"{file.Results}: not one run is finished (1 run failed, the first: memory: too little); "
            + "a report needs one, continue with the command that made the file"));
        Assert.That(File.Exists(file.Page), Is.False);
    }

    [TestCase("paper", "[]", "a paper's table as JSON")]
    [TestCase("paper", "{\"title\": \"t\"", "a paper's table as JSON")]
    [TestCase("baseline", "tss=off", "a JSON object of axis values")]
    [TestCase("tune", "{\"metric\": \"niqe\"}", "a search as JSON")]
    public void A_note_that_cannot_be_read_is_named(string key, string value, string what)
    {
        using var file = new ReportFile(_small);
        using (var results = ResultsFile.Open(file.Results)) results.PutNote(key, value);
        Assert.That(() => file.Html(), Throws.TypeOf<UserException>().With.Message.EqualTo(
            $"{file.Results}: the note '{key}' is not {what}; write it again with the command that made the file"));
    }

    [Test]
    public void A_file_that_another_process_writes_to_is_read_as_it_is()
    {
        using var file = new ReportFile(_small);
        using var writer = ResultsFile.Open(file.Results);
        using var transaction = writer.Connection.BeginTransaction(deferred: false);
        writer.PutNote("title", "half written");
        Assert.That(file.Html(), Does.Contain("<h1>Steps and strategies on eight pictures</h1>"));
    }

    [Test]
    public void A_summary_says_what_the_page_holds()
    {
        using var file = new ReportFile(_small);
        var summary = Report.Write(file.Results, file.Page, new ReportOptions { Pictures = 1 });
        Assert.That(summary with { Remarks = [] },
            Is.EqualTo(new ReportSummary(new FileInfo(file.Page).Length, 4, 2, 8, 8, 1, summary.Remarks) with { Remarks = [] }));
    }

    private static string Text(string html) => Regex.Replace(System.Net.WebUtility.HtmlDecode(Regex.Replace(html, "<[^>]*>", " ")), @"\s+", " ")
        .Replace(" ;", ";", StringComparison.Ordinal).Replace(" :", ":", StringComparison.Ordinal).Trim();

    [Named("weather-test", "how the weather was during the runs (test)")]
    private sealed class WeatherSection : IReportSection
    {
        public int Place => 25;

        public string Title => "Weather";

        public Html? Render(ReportContext report) => new($"<p>{report.Data.Cells.Count} runs</p>");
    }
}
